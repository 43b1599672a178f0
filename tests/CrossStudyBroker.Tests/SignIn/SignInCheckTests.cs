using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>Sign-in settings that cannot work are told before anybody signs in, all at once.</summary>
public sealed class SignInCheckTests
{
    [Fact]
    public void Good_settings_pass()
    {
        Assert.Empty(Faults(new SignInOptions { KeyFolder = "keys" }));
        Assert.Empty(Faults(Good()));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = Faults(new SignInOptions { IdleLimit = TimeSpan.FromDays(1), Provider = new ProviderOptions() });

        Assert.Equal(8, faults.Count);
        Assert.All(
            ["SignIn:IdleLimit", "SignIn:KeyFolder", "SignIn:PublicAddress", "Provider:Authority", "Provider:ClientId", "Provider:InstitutionClaim", "Provider:RoleClaim", "Provider:Roles"],
            place => Assert.Contains(faults, fault => fault.Contains(place, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://crossstudy.example.fi")]
    [InlineData("https://crossstudy.example.fi/desk")]
    [InlineData("ftp://localhost")]
    public void A_public_address_is_https_and_a_host(string address)
    {
        var options = Good();
        options.PublicAddress = new Uri(address);

        Assert.Contains("SignIn:PublicAddress", Assert.Single(Faults(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Http_is_for_this_machine_only()
    {
        var options = Good();
        options.PublicAddress = new Uri("http://localhost:5080");
        options.Provider!.Authority = new Uri("http://127.0.0.1:9000"); // Good has one
        Assert.Empty(Faults(options));

        options.Provider.Authority = new Uri("http://login.example.fi");
        Assert.Single(Faults(options));
    }

    [Fact]
    public void Values_are_whole_and_mean_one_thing()
    {
        var options = Good();
        options.Provider!.Roles.Add(new() { Value = "nothing" }); // Good has one
        options.Provider.Roles.Add(new() { Value = "directors", Role = "Director", ReadsPayloads = true });
        options.Provider.Institutions.Add(new() { Value = "laurea.fi", Institution = "Laurea" });
        options.Provider.Institutions.Add(new() { Value = "metropolia.fi", Institution = "10066" });

        var faults = Faults(options);

        Assert.Equal(4, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("Roles:1", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Roles:2", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Institutions:1", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("'metropolia.fi' several institutions", StringComparison.Ordinal));
    }

    private static SignInOptions Good() => new()
    {
        KeyFolder = "keys",
        PublicAddress = new Uri("https://crossstudy.example.fi"),
        Provider = new ProviderOptions
        {
            Authority = new Uri("https://login.example.fi"),
            ClientId = "desk",
            InstitutionClaim = "organisation",
            Institutions = [new() { Value = "metropolia.fi", Institution = "10065" }],
            RoleClaim = "groups",
            Roles = [new() { Value = "resolvers", Role = "Resolver" }],
        },
    };

    private static IReadOnlyList<string> Faults(SignInOptions options) => [.. new SignInCheck(new ConfigurationBuilder().Build()).Validate(null, options).Failures ?? []];
}
