using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using Xunit;

namespace CrossStudyBroker.Tests.Adapters.Rules;

public class CancellationRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 1, 31, 21, 59, 59, TimeSpan.Zero);

    [Theory]
    [InlineData(false, 40, true)] // not accepted: at any time
    [InlineData(false, -40, true)]
    [InlineData(true, 0, true)]
    [InlineData(true, 40, false)]
    [InlineData(true, -40, false)]
    public void R15_A_student_may_cancel_until_accepted_and_after_that_inside_the_enrolment_period(bool accepted, int days, bool may) =>
        Assert.Equal(may, CancellationRules.MayCancel(accepted, Start.AddDays(days), Start, End));

    [Fact]
    public void R15_The_first_and_the_last_moment_belong_to_the_enrolment_period()
    {
        Assert.True(CancellationRules.MayCancel(accepted: true, Start, Start, End));
        Assert.True(CancellationRules.MayCancel(accepted: true, End, Start, End));
        Assert.False(CancellationRules.MayCancel(accepted: true, Start.AddTicks(-1), Start, End));
        Assert.False(CancellationRules.MayCancel(accepted: true, End.AddTicks(1), Start, End));
    }

    [Fact]
    public void R15_A_period_that_is_not_told_limits_nothing() =>
        Assert.True(CancellationRules.MayCancel(accepted: true, End, enrolmentStart: null, enrolmentEnd: null));

    [Theory]
    [InlineData(true, false, Removal.Nothing)] // R20
    [InlineData(true, true, Removal.Nothing)]
    [InlineData(false, false, Removal.StudentAndStudyRight)] // R19
    [InlineData(false, true, Removal.StudyRight)]
    public void R20_Once_accepted_the_study_right_stays_and_otherwise_R19_removes_what_is_provisional(bool accepted, bool earlier, Removal expected) =>
        Assert.Equal(expected, CancellationRules.AfterCancellation(accepted, earlier));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void R19_A_provisional_student_is_due_for_removal_when_the_set_time_has_passed(int ticks, bool due) =>
        Assert.Equal(due, ProvisionalRules.IsDue(Start, TimeSpan.FromDays(30), Start.AddDays(30).AddTicks(ticks)));

    [Fact]
    public void R18_A_study_right_is_official_once_a_selection_is_accepted()
    {
        Assert.True(ProvisionalRules.IsOfficial([SelectionState.Rejected, SelectionState.Accepted]));
        Assert.False(ProvisionalRules.IsOfficial([SelectionState.Pending, SelectionState.NotEnrolled]));
    }
}
