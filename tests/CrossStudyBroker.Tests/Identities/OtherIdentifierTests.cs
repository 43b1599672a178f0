using CrossStudyBroker.Contracts.Identities;
using Xunit;

namespace CrossStudyBroker.Tests.Identities;

public sealed class OtherIdentifierTests
{
    [Theory]
    [InlineData("urn:schac:personalUniqueCode:int:esi:fi:1.2.246.562.24.00000000013", true)]
    [InlineData("urn:schac:personaluniquecode:int:ESI:uma.es:0123456789", true)]
    [InlineData("urn:schac:personalUniqueCode:int:esi:es-ct:123", true)]
    [InlineData("urn:schac:personalUniqueCode:int:esi:fi:", false)]
    [InlineData("urn:schac:personalUniqueCode:int:esi::123", false)]
    [InlineData("urn:schac:personalUniqueCode:int:esi:fi", false)]
    [InlineData("urn:schac:personalUniqueCode:int:esi:12:123", false)]
    [InlineData("urn:schac:personalUniqueCode:int:esi:localhost:123", false)]
    [InlineData("urn:schac:personalUniqueCode:int:esi:fi:1 2", false)]
    [InlineData("urn:schac:personalUniqueCode:fi:hetu:123", false)]
    [InlineData("", false)]
    public void A_European_Student_Identifier_has_a_country_or_domain_and_a_code(string text, bool valid) =>
        Assert.Equal(valid, EuropeanStudentIdentifier.IsValid(text));

    [Theory]
    [InlineData("maija@example.fi", true)]
    [InlineData("m.meikäläinen+x@student.example.fi", true)]
    [InlineData("@example.fi", false)]
    [InlineData("maija", false)]
    [InlineData("maija@", false)]
    [InlineData("maija@example", false)]
    [InlineData("maija@example..fi", false)]
    [InlineData("maija@-example.fi", false)]
    [InlineData("maija@home@example.fi", false)]
    [InlineData("maija m@example.fi", false)]
    [InlineData("maija@example.fi\n", false)]
    public void An_eduPersonPrincipalName_is_a_name_at_a_domain(string text, bool valid) => Assert.Equal(valid, Eppn.IsValid(text));

    [Theory]
    [InlineData("a1234567", true)]
    [InlineData("2026/0017-B", true)]
    [InlineData("", false)]
    [InlineData("12 34", false)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    public void A_student_number_is_short_and_plain(string text, bool valid) => Assert.Equal(valid, StudentNumber.IsValid(text));
}
