using CrossStudyBroker.Contracts.Identities;
using Xunit;

namespace CrossStudyBroker.Tests.Identities;

// Numbers beginning with a zero are never issued, so these are nobody's.
public sealed class LearnerNumberTests
{
    [Theory]
    [InlineData("1.2.246.562.24.00000000013")]
    [InlineData("1.2.246.562.24.00000000026")]
    [InlineData("1.2.246.562.24.00000000107")]
    [InlineData("1.2.246.562.98.00000000013")] // the node of test learner numbers
    public void Weights_7_3_1_give_the_check_digit(string number) => Assert.True(LearnerNumber.IsValid(number));

    [Fact]
    public void Luhns_check_digit_is_that_of_other_nodes_and_is_refused() => Assert.False(LearnerNumber.IsValid("1.2.246.562.24.00000000018"));

    [Fact]
    public void Exactly_one_check_digit_fits() =>
        Assert.Equal('7', Assert.Single("0123456789", last => LearnerNumber.IsValid($"1.2.246.562.24.0000000010{last}")));

    // As the schema says: where the sum gives 10, the check digit is 0 or written out.
    [Theory]
    [InlineData("1.2.246.562.24.00000001070", true)]
    [InlineData("1.2.246.562.24.000000010710", true)]
    [InlineData("1.2.246.562.98.000000010710", true)]
    [InlineData("1.2.246.562.24.000000010010", false)]
    [InlineData("1.2.246.562.24.000000010700", false)]
    public void A_check_digit_of_ten_may_be_written_out(string number, bool valid) => Assert.Equal(valid, LearnerNumber.IsValid(number));

    [Theory]
    [InlineData("")]
    [InlineData("1.2.246.562.24.")]
    [InlineData("1.2.246.562.24.0000000013")]
    [InlineData("1.2.246.562.24.000000000013")]
    [InlineData("1.2.246.562.10.00000000013")]
    [InlineData("1.2.246.562.24.0000000001३")]
    [InlineData("1.2.246.562.24.00000000013 ")]
    [InlineData("1-2-246-562-24-00000000013")]
    [InlineData("00000000013")]
    public void Anything_else_is_not_a_learner_number(string text) => Assert.False(LearnerNumber.IsValid(text));
}
