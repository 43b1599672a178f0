using System.Security.Claims;
using CrossStudyBroker.Dashboard.SignIn;
using Xunit;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>Callers as claims, and back.</summary>
public sealed class CallerTests
{
    [Fact]
    public void A_caller_is_the_same_after_a_way_through_claims()
    {
        foreach (var caller in new Caller[]
        {
            new() { Role = Role.Operator, Person = "1", Name = "A" },
            new() { Role = Role.Resolver, Institution = "10056", ReadsPayloads = true, Person = "2" },
            new() { Role = Role.Viewer, Institution = "10065" },
        })
        {
            Assert.Equal(caller, Caller.Of(new ClaimsPrincipal(caller.ToIdentity("any"))));
        }
    }

    [Theory]
    [InlineData]
    [InlineData("csb:institution=10056")]
    [InlineData("csb:role=Resolver")]
    [InlineData("csb:role=Viewer")]
    [InlineData("csb:role=Operator", "csb:institution=10056")]
    [InlineData("csb:role=Director", "csb:institution=10056")]
    public void Half_a_caller_is_a_stranger_and_never_the_operator(params string[] claims) =>
        Assert.Null(Caller.Of(new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Split('=')[0], claim.Split('=')[1])), "any"))));
}
