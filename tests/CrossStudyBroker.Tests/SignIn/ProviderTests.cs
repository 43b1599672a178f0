using System.Net;
using CrossStudyBroker.Tests.Api;
using Xunit;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>Signing in by an OpenID Connect provider, over https as the public address says.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private FakeProvider? _provider;
    private ApiHost? _host;

    private FakeProvider Provider => _provider!; // set before each test

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _host = new ApiHost
        {
            Settings =
            {
                ["SignIn:PublicAddress"] = "https://desk.example",
                ["SignIn:Provider:Name"] = "Haka",
                ["SignIn:Provider:Authority"] = _provider.Address,
                ["SignIn:Provider:ClientId"] = FakeProvider.ClientId,
                ["SignIn:Provider:ClientSecret"] = FakeProvider.ClientSecret,
                ["SignIn:Provider:InstitutionClaim"] = "organisation",
                ["SignIn:Provider:Institutions:0:Value"] = "metropolia.fi",
                ["SignIn:Provider:Institutions:0:Institution"] = "10065",
                ["SignIn:Provider:RoleClaim"] = "groups",
                ["SignIn:Provider:Roles:0:Value"] = "desk-resolvers",
                ["SignIn:Provider:Roles:0:Role"] = "Resolver",
            },
        };
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_provider?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task A_person_with_a_role_comes_in_as_its_claims_say()
    {
        using var person = await ComeAsync(("sub", "4711"), ("name", "Aino Esimerkki"), ("organisation", "metropolia.fi"), ("groups", new[] { "others", "desk-resolvers" }));

        var (status, page) = await person.GetAsync("/permissions");

        Assert.Equal(200, status);
        Assert.All(["Aino Esimerkki", "Resolver", "Metropolia"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Equal(("code", "S256", "https://desk.example/sign-in/callback", "openid profile"), (Asked("response_type"), Asked("code_challenge_method"), Asked("redirect_uri"), Asked("scope")));

        string Asked(string name) => Provider.Asked![name].ToString(); // somebody came
    }

    [Fact]
    public async Task A_person_without_a_role_here_gets_no_session_and_is_told_so()
    {
        using var person = await ComeAsync(("sub", "4712"), ("organisation", "elsewhere.fi"), ("groups", "desk-resolvers"));

        Assert.DoesNotContain(person.Cookies.Keys, name => name.EndsWith("session", StringComparison.Ordinal));
        Assert.Contains("has no role in this service", (await person.GetAsync("/sign-in?problem=no-rights")).Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await person.AskAsync(HttpMethod.Get, "/messages")).StatusCode);
    }

    [Fact]
    public async Task A_code_that_the_provider_does_not_know_brings_nobody_in()
    {
        using var person = new PersonAtDesk(_host!); // started
        var toProvider = (await person.AskAsync(HttpMethod.Get, "/sign-in/provider")).Headers.Location!; // a redirect has one
        var state = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(toProvider.Query)["state"];

        var (_, page) = await person.GetAsync($"/sign-in/callback?code=guessed&state={Uri.EscapeDataString(state.ToString())}");

        Assert.Contains("Signing in did not work", page, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Cookies.Keys, name => name.EndsWith("session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_https_cookies_are_bound_to_the_host_and_HSTS_is_announced()
    {
        using var person = await ComeAsync(("sub", "4711"), ("organisation", "metropolia.fi"), ("groups", "desk-resolvers"));

        foreach (var name in new[] { "__Host-csb-session", "__Host-csb-page-token" })
        {
            var line = person.CookieLines.Last(line => line.StartsWith(name + "=", StringComparison.Ordinal));
            Assert.All(["path=/", "secure", "httponly", "samesite=lax"], attribute => Assert.Contains("; " + attribute, line, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain", line, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(person.CookieLines, line => Assert.Contains("; secure", line, StringComparison.OrdinalIgnoreCase));
        var answer = await person.AskAsync(HttpMethod.Get, "/messages");
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Contains($"form-action 'self' {Provider.Address}", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider()
    {
        using var person = await ComeAsync(("sub", "4711"), ("organisation", "metropolia.fi"), ("groups", "desk-resolvers"));

        var answer = await person.PostAsync("/permissions", "/sign-out", []);

        Assert.StartsWith(Provider.Address + "/end", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("__Host-csb-session", person.Cookies.Keys);
    }

    [Fact]
    public async Task There_are_no_demonstration_users_beside_a_provider_and_keys()
    {
        using var person = new PersonAtDesk(_host!); // started

        var (_, page) = await person.GetAsync("/sign-in");

        Assert.Contains("Sign in with Haka", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Demonstration", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await person.PostAsync("/sign-in", "/sign-in/demonstration", new() { ["user"] = "operator" })).StatusCode);
    }

    /// <summary>Goes through the provider with these claims.</summary>
    private async Task<PersonAtDesk> ComeAsync(params (string Name, object Value)[] claims)
    {
        foreach (var (name, value) in claims)
        {
            Provider.Claims[name] = value;
        }

        var person = new PersonAtDesk(_host!); // started
        await person.GetAsync("/sign-in/provider?return=/permissions");
        return person;
    }
}
