using CrossStudyBroker.Host.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>Where anybody may choose whom to be: in the embedded demonstration, and nowhere else.</summary>
public sealed class DemonstrationUsersTests
{
    [Fact]
    public void The_embedded_default_has_them() => Assert.True(Has());

    [Theory]
    [InlineData("Credentials:Keys:0:Operator=true")]
    [InlineData("SignIn:Provider:ClientId=desk")]
    [InlineData("Demonstration=false")]
    [InlineData("Transport:Kind=RabbitMq", "ConnectionStrings:RabbitMq=amqp://localhost/", "Demonstration=true")]
    [InlineData("Store:Kind=Postgres", "ConnectionStrings:Postgres=Host=localhost", "Demonstration=true")]
    public void Whoever_configures_something_for_real_has_not(params string[] settings) => Assert.False(Has(settings));

    private static bool Has(params string[] settings) => Settings.HasDemonstrationUsers(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Split('=', 2)[0], (string?)setting.Split('=', 2)[1]))).Build());
}
