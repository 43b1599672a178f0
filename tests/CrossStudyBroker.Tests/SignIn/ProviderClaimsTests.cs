using System.Security.Claims;
using CrossStudyBroker.Dashboard.SignIn;
using Xunit;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>What an identity provider's claims mean here.</summary>
public sealed class ProviderClaimsTests
{
    private static readonly ProviderOptions Provider = new()
    {
        InstitutionClaim = "organisation",
        Institutions = [new() { Value = "metropolia.fi", Institution = "10065" }, new() { Value = "laurea.fi", Institution = "10066" }],
        RoleClaim = "groups",
        Roles =
        [
            new() { Value = "desk-operators", Role = "Operator" },
            new() { Value = "desk-resolvers", Role = "Resolver" },
            new() { Value = "desk-viewers", Role = "Viewer" },
            new() { Value = "desk-payloads", ReadsPayloads = true },
        ],
    };

    [Theory]
    [InlineData("Resolver", "10065", false, "organisation=metropolia.fi", "groups=desk-resolvers")]
    [InlineData("Viewer", "10066", false, "organisation=laurea.fi", "groups=desk-viewers", "groups=others")]
    [InlineData("Resolver", "10065", false, "organisation=metropolia.fi", "groups=desk-viewers", "groups=desk-resolvers")]
    [InlineData("Viewer", "10065", true, "organisation=metropolia.fi", "groups=desk-viewers", "groups=desk-payloads")]
    [InlineData("Viewer", "10056", false, "organisation=10056", "groups=desk-viewers")]
    [InlineData("Operator", null, false, "organisation=metropolia.fi", "groups=desk-operators", "groups=desk-payloads")]
    [InlineData("Operator", null, false, "groups=desk-operators")]
    public void Claims_give_role_institution_and_the_right_to_read_payloads(string role, string? institution, bool readsPayloads, params string[] claims)
    {
        var caller = ProviderClaims.ToCaller(Claims(["sub=4711", "name=Aino Esimerkki", .. claims]), Provider);

        Assert.NotNull(caller);
        Assert.Equal((Enum.Parse<Role>(role), institution, readsPayloads), (caller.Role, caller.Institution, caller.ReadsPayloads));
        Assert.Equal(("4711", "Aino Esimerkki"), (caller.Person, caller.Name));
    }

    [Theory]
    [InlineData("sub=4711")]
    [InlineData("sub=4711", "organisation=metropolia.fi")]
    [InlineData("sub=4711", "organisation=metropolia.fi", "groups=others")]
    [InlineData("sub=4711", "organisation=metropolia.fi", "groups=desk-payloads")]
    [InlineData("sub=4711", "organisation=unknown.fi", "groups=desk-resolvers")]
    [InlineData("sub=4711", "organisation=metropolia.fi", "organisation=laurea.fi", "groups=desk-resolvers")]
    [InlineData("sub=4711", "groups=desk-resolvers")]
    [InlineData("organisation=metropolia.fi", "groups=desk-resolvers")]
    [InlineData("sub=4711", "organisation=metropolia.fi", "roles=desk-resolvers")]
    public void Claims_that_give_no_role_or_no_single_institution_give_nobody(params string[] claims) =>
        Assert.Null(ProviderClaims.ToCaller(Claims(claims), Provider));

    private static List<Claim> Claims(IEnumerable<string> claims) => [.. claims.Select(claim => new Claim(claim.Split('=')[0], claim.Split('=')[1]))];
}
