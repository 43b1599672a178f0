using CrossStudyBroker.Contracts.Identities;
using Xunit;

namespace CrossStudyBroker.Tests.Identities;

public sealed class IdentityCodesInTextTests
{
    [Theory]
    [InlineData("Opiskelija 010190-999W puuttuu")]
    [InlineData("010190-999w")]
    [InlineData("opiskelija010190A999Wabc")]
    [InlineData("hetu:010190 - 999 W")]
    [InlineData("0 1 0 1 9 0 - 9 9 9 W")]
    [InlineData("01.01.90 999W")]
    [InlineData("010190/999W")]
    [InlineData("010190999W")]
    [InlineData("010190\u2013999W")]
    [InlineData("010190\u2212999W")]
    [InlineData("010190\u200B-999W")]
    [InlineData("010190\n-999W")]
    [InlineData("\uFF10\uFF11\uFF10\uFF11\uFF19\uFF10-999W")]
    [InlineData("\u0660\u0661\u0660\u0661\u0669\u0660-999W")]
    [InlineData("12 010190 999W 34")]
    [InlineData("1.2.246.562.24.10000000001")]
    [InlineData("1.2.246.562.98. 900 000 000 12")]
    [InlineData("oppijanumero1-2-246-562-24-10000000001x")]
    [InlineData("urn:schac:personalUniqueCode:int:esi:fi:123")]
    [InlineData("URN : SCHAC : personalUniqueCode")]
    [InlineData("maija.mallikas@laurea.fi")]
    [InlineData("kysy (maija @ student.laurea.fi).")]
    [InlineData("maija\uFF20laurea.fi")]
    public void An_identity_code_is_found_however_it_is_written(string text) => Assert.True(IdentityCodesInText.Contains(text));

    [Theory]
    [InlineData("")]
    [InlineData("Opiskelijaa ei löydy; korjattu rekisteriin 12.3.2026 klo 14.30.")]
    [InlineData("Delivery 4e888270-82b2-81c6-a9f3-cfb7fd596179 of 3 March 2026")]
    [InlineData("Puhelin 040 123 4567 tai 09 1234 5678")]
    [InlineData("See us at 3 @ noon")]
    [InlineData("010190-999D")]
    [InlineData("320190-999W")]
    [InlineData("Course A-1234, 5 credits, grade 3")]
    [InlineData("1.2.246.562.10.00000000001")]
    [InlineData("\uD800 half a pair")]
    public void Other_text_is_let_be(string text) => Assert.False(IdentityCodesInText.Contains(text));
}
