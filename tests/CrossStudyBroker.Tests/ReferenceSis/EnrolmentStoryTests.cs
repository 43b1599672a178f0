using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Home;
using Xunit;
using static CrossStudyBroker.Tests.ReferenceSis.Campus;

namespace CrossStudyBroker.Tests.ReferenceSis;

public class EnrolmentStoryTests
{
    [Fact]
    public async Task A_whole_story_from_enrolment_to_completion()
    {
        var campus = new Campus();
        var caseId = await campus.EnrolAsync();

        Assert.True(campus.HomeCase.IsAccepted);
        Assert.Equal(new StudyPeriod(new(2026, 1, 12), new(2026, 7, 31)), Period(campus.HomeCase.Decision?.TargetStudyRight)); // R16
        Assert.Equal(Assert.Single(campus.Target.Persons).Student.TargetStudentNumber, campus.HomeCase.Decision?.Student?.TargetStudentNumber);

        await campus.Target.RecordCompletionAsync("10056", caseId, "R-1", "4", Token);
        await campus.DeliverAsync();

        var record = Assert.Single(campus.Home.RecordsOf(campus.StudentId)); // R26
        Assert.Equal((RecordOrigin.CompletedElsewhere, "10065", "4"), (record.Origin, record.OriginalInstitution, record.Completion.Assessment.Grade));
        Assert.Equal(AnsweredCompletionOutcome.Recorded, Assert.Single(campus.Target.Completions).Answer); // R27
        Assert.All(campus.Outcomes, o => Assert.Equal(Outcome.Processed, o.Outcome));
    }

    [Fact]
    public async Task Left_to_a_person_an_enrolment_is_received_first_and_provisional_until_accepted()
    {
        var campus = new Campus(acceptsAutomatically: false);
        var caseId = await campus.EnrolAsync();
        Assert.Equal((HomeCaseState.Received, false), (campus.HomeCase.State, campus.TargetCase.IsOfficial)); // R18
        Assert.Null(Assert.Single(campus.Target.Persons).Student.TargetStudentNumber);

        await campus.Target.DecideAsync("10056", caseId, accept: true, Token);
        await campus.DeliverAsync();
        Assert.True(campus.HomeCase.IsAccepted);
        Assert.True(campus.TargetCase.IsOfficial);
    }

    [Fact]
    public async Task R13_The_target_makes_an_account_for_its_other_systems_once_the_student_is_accepted_and_the_home_hears_of_it()
    {
        var campus = new Campus(acceptsAutomatically: false);
        var caseId = await campus.EnrolAsync();
        Assert.Null(Assert.Single(campus.Target.Persons).Student.TargetEppn);

        await campus.Target.DecideAsync("10056", caseId, accept: true, Token);
        await campus.DeliverAsync();

        var account = Assert.Single(campus.Target.Persons).Student.TargetEppn;
        Assert.EndsWith("@i10065.example", account);
        Assert.Equal(account, campus.HomeCase.Decision?.Student?.TargetEppn);
        Assert.All(campus.Home.Students, student => Assert.NotEqual(account, student.Student.HomeEppn));
    }

    [Fact]
    public async Task A_rejected_enrolment_carries_the_reason_and_makes_no_official_study_right()
    {
        var campus = new Campus(acceptsAutomatically: false);
        var caseId = await campus.EnrolAsync();
        await campus.Target.DecideAsync("10056", caseId, accept: false, Token);
        await campus.DeliverAsync();

        Assert.Equal(EnrolmentOutcome.Rejected, campus.HomeCase.Decision?.Outcome);
        Assert.NotNull(campus.HomeCase.Decision?.RejectionReason);
        Assert.Null(campus.HomeCase.Decision?.TargetStudyRight);
    }

    [Fact]
    public async Task R4_A_home_study_right_that_is_over_before_the_studies_gets_no_place()
    {
        var campus = new Campus();
        await campus.Home.ChangeStudyRightAsync(campus.StudentId, StudyRightChangeReason.Shortened, right => right with { EndDate = new(2026, 1, 11) }, Token);
        await campus.EnrolAsync();
        Assert.Equal(EnrolmentOutcome.Rejected, campus.HomeCase.Decision?.Outcome);
        Assert.Empty(campus.Target.Persons);
    }

    [Fact]
    public async Task A_place_that_the_target_does_not_have_is_refused()
    {
        var campus = new Campus();
        await campus.Home.EnrolAsync(campus.StudentId, "10065", NetworkId, ["R-nowhere"], Token);
        await campus.DeliverAsync();
        Assert.Equal((MessageType.EnrolmentRequested, Outcome.Refused("selection-unknown")), campus.Outcomes[^1]);
    }

    [Fact]
    public async Task R1_A_student_without_a_study_right_in_the_network_cannot_enrol() =>
        await Assert.ThrowsAsync<ArgumentException>(() => new Campus().Home.EnrolAsync("S-00001", "10065", "other-network", ["R-1"], Token));

    [Fact]
    public async Task R15_After_acceptance_a_student_may_cancel_inside_the_enrolment_period_and_R20_the_study_right_stays()
    {
        var campus = new Campus();
        var caseId = await campus.EnrolAsync();
        await campus.Home.CancelAsync(caseId, Token);
        await campus.DeliverAsync();

        Assert.Equal(SelectionState.Aborted, Assert.Single(campus.HomeCase.Decision!.Selections).State); // decided by then
        Assert.Equal(AbortedBy.Student, campus.HomeCase.Decision.Selections[0].AbortedBy);
        Assert.NotNull(campus.HomeCase.Decision.TargetStudyRight);
        Assert.Single(campus.Target.Persons);
    }

    [Fact]
    public async Task R15_After_the_enrolment_period_the_study_office_helps()
    {
        var campus = new Campus();
        var caseId = await campus.EnrolAsync();
        campus.Clock.Advance(TimeSpan.FromDays(30));
        await campus.Home.CancelAsync(caseId, Token);
        await campus.DeliverAsync();

        Assert.Equal("cancellation-too-late", campus.Outcomes[^1].Outcome.Code);
        Assert.Contains("opintotoimisto@", campus.Outcomes[^1].Outcome.Detail);
        Assert.Equal(SelectionState.Accepted, Assert.Single(campus.TargetCase.Selections).State);
    }

    [Fact]
    public async Task R9_A_prolonged_enrolment_period_lets_the_student_cancel_later()
    {
        var campus = new Campus();
        var caseId = await campus.EnrolAsync();
        campus.Clock.Advance(TimeSpan.FromDays(30));
        await campus.Target.PublishOfferingAsync([Course()[1] with { EnrolmentEnd = new(2026, 2, 28, 21, 59, 59, TimeSpan.Zero) }], dryRun: false, Token);
        await campus.Home.CancelAsync(caseId, Token);
        await campus.DeliverAsync();
        Assert.Equal(SelectionState.Aborted, Assert.Single(campus.TargetCase.Selections).State);
    }

    [Fact]
    public async Task R19_A_cancelled_enrolment_that_was_never_accepted_leaves_no_student_behind()
    {
        var campus = new Campus(acceptsAutomatically: false);
        var caseId = await campus.EnrolAsync();
        campus.Clock.Advance(TimeSpan.FromDays(30)); // R15: not accepted, so at any time
        await campus.Home.CancelAsync(caseId, Token);
        await campus.DeliverAsync();
        Assert.Empty(campus.Target.Persons);
        Assert.Null(campus.TargetCase.StudyRight);
    }

    [Fact]
    public async Task R19_The_purge_removes_provisional_students_after_the_set_time_and_tells_the_home()
    {
        var campus = new Campus(acceptsAutomatically: false);
        await campus.EnrolAsync();
        campus.Clock.Advance(TimeSpan.FromDays(59));
        Assert.Empty(await campus.Target.PurgeProvisionalAsync(Token));

        campus.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(await campus.Target.PurgeProvisionalAsync(Token));
        await campus.DeliverAsync();
        Assert.Empty(campus.Target.Persons);
        Assert.Equal(SelectionState.NotEnrolled, campus.HomeCase.Decision?.Selections[0].State);
    }

    [Fact]
    public async Task R19_With_an_earlier_accepted_study_right_only_the_provisional_one_is_removed()
    {
        var campus = new Campus(acceptsAutomatically: false);
        var first = await campus.EnrolAsync();
        await campus.Target.DecideAsync("10056", first, accept: true, Token);
        await campus.EnrolAsync("R-2");
        campus.Clock.Advance(TimeSpan.FromDays(60));
        await campus.Target.PurgeProvisionalAsync(Token);

        Assert.Single(campus.Target.Persons);
        Assert.Equal([true, false], campus.Target.TargetCases.Select(c => c.StudyRight is not null));
    }

    private static StudyPeriod? Period(StudyRight? right) => right is null ? null : new(right.StartDate, right.EndDate);
}
