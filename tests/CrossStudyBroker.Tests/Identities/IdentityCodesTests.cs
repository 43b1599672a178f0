using CrossStudyBroker.Contracts.Identities;
using Xunit;

namespace CrossStudyBroker.Tests.Identities;

public sealed class IdentityCodesTests
{
    [Theory]
    [InlineData("010190-999W")]
    [InlineData("010190-999w")]
    [InlineData("enrolment:010190-999W:1")]
    [InlineData("student010190-999Wx")]
    [InlineData("2026010190-999W")]
    [InlineData("f010190-999Wa")]
    [InlineData("The student (020504a902e) called.")]
    [InlineData("1.2.246.562.24.00000000013")]
    [InlineData("1.2.246.562.24.00000000014")] // mistyped, still somebody's
    [InlineData("case-1.2.246.562.98.00000000013-b")]
    [InlineData("1.2.246.562.1.2.246.562.24.00000000013")]
    [InlineData("URN:schac:personalUniqueCode:int:esi:fi:1")]
    public void Texts_with_an_identity_code_in_them_are_found(string text) => Assert.True(IdentityCodes.LooksLikeIdentity(text));

    [Theory]
    [InlineData("")]
    [InlineData("case-2026-000123")]
    [InlineData("010190-9990")]
    [InlineData("320190-999W")]
    [InlineData("1.2.246.562.10.00000000001")]
    [InlineData("1.2.246.562.24.123")]
    [InlineData("0198f2a4-7b1c-7def-8a90-0123456789ab")]
    [InlineData("aa010190-999b-7def-8a90-0123456789ab")]
    public void Other_ids_are_left_alone(string text) => Assert.False(IdentityCodes.LooksLikeIdentity(text));

    [Fact]
    public void A_uuid_or_a_hash_never_looks_like_an_identity_code_by_chance()
    {
        var random = new Random(26);
        var bytes = new byte[16];
        for (var i = 0; i < 200_000; i++)
        {
            random.NextBytes(bytes);
            Assert.False(IdentityCodes.LooksLikeIdentity(new Guid(bytes).ToString("D")));
            Assert.False(IdentityCodes.LooksLikeIdentity(Convert.ToHexString(bytes)));
        }
    }
}
