using CrossStudyBroker.Contracts.Identities;
using Xunit;

namespace CrossStudyBroker.Tests.Identities;

public sealed class PersonalIdentityCodeTests
{
    // Invented test persons that the Digital and Population Data Services Agency publishes, one for each newer century sign.
    [Theory]
    [InlineData("010594Y9032")]
    [InlineData("020594X903P")]
    [InlineData("030594W903B")]
    [InlineData("040594V9030")]
    [InlineData("050594U903M")]
    [InlineData("020504A902E")]
    [InlineData("010516B903X")]
    [InlineData("020516C903K")]
    [InlineData("030516D9037")]
    [InlineData("010501E9032")]
    [InlineData("020503F9037")]
    public void The_published_test_persons_are_valid(string code) => Assert.True(PersonalIdentityCode.IsValid(code));

    [Theory]
    [InlineData("010190-999W", true)]
    [InlineData("290200+900B", false)] // 1800 was no leap year, 1900 neither
    [InlineData("290200-900B", false)]
    [InlineData("290200A900B", true)] // 2000 was
    [InlineData("290296-9015", true)]
    [InlineData("290203C9059", false)]
    [InlineData("290204C905J", true)]
    [InlineData("300499-9027", true)] // April has thirty days
    [InlineData("310499-902V", false)]
    [InlineData("311299F998D", true)]
    [InlineData("320199-9001", false)]
    [InlineData("000199-900C", false)]
    [InlineData("010099-9007", false)]
    [InlineData("011399-900P", false)]
    public void The_day_must_exist_in_its_century(string code, bool valid) => Assert.Equal(valid, PersonalIdentityCode.IsValid(code));

    [Theory]
    [InlineData("010100A000E", false)]
    [InlineData("010100A001F", false)]
    [InlineData("010100A002H", true)]
    [InlineData("010190-999W", true)]
    public void Individual_numbers_begin_at_002(string code, bool valid) => Assert.Equal(valid, PersonalIdentityCode.IsValid(code));

    [Fact]
    public void Exactly_one_check_character_fits() =>
        Assert.Equal('W', Assert.Single("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", last => PersonalIdentityCode.IsValid($"010190-999{last}")));

    [Theory]
    [InlineData("")]
    [InlineData("010190-999")]
    [InlineData("010190-999WW")]
    [InlineData(" 010190-999W")]
    [InlineData("010190-999w")]
    [InlineData("010190G999W")]
    [InlineData("010190−999W")] // U+2212, not the hyphen
    [InlineData("0101٩0-999W")]
    [InlineData("010190-9 9W")]
    public void Anything_else_is_not_a_code(string text) => Assert.False(PersonalIdentityCode.IsValid(text));
}
