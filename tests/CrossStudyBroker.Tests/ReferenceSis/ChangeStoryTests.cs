using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.ReferenceSis.Campus;

namespace CrossStudyBroker.Tests.ReferenceSis;

public class ChangeStoryTests
{
    [Fact]
    public async Task R4_A_home_study_right_cut_short_cuts_the_target_study_right_and_prolonged_gives_it_back()
    {
        var campus = new Campus();
        await campus.EnrolAsync();

        await ChangeEndAsync(campus, StudyRightChangeReason.Resigned, new(2026, 3, 1));
        Assert.Equal(new DateOnly(2026, 3, 1), campus.TargetCase.StudyRight?.EndDate);
        Assert.Equal(new DateOnly(2026, 3, 1), campus.Home.Answers[^1].TargetStudyRight?.EndDate);

        await ChangeEndAsync(campus, StudyRightChangeReason.Prolonged, new(2030, 7, 31));
        Assert.Equal(new DateOnly(2026, 7, 31), campus.TargetCase.StudyRight?.EndDate);
    }

    [Fact]
    public async Task R12_Attendance_reaches_the_target_and_changes_no_period()
    {
        var campus = new Campus();
        await campus.EnrolAsync();
        var absent = new Attendance { Term = "2026-spring", Status = AttendanceStatus.Absent };
        await campus.Home.ChangeStudyRightAsync(campus.StudentId, StudyRightChangeReason.Attendance, right => right with { Attendance = [absent] }, Token);
        await campus.DeliverAsync();

        Assert.Equal(AttendanceStatus.Absent, Assert.Single(campus.TargetCase.HomeStudyRight.Attendance!).Status); // sent above
        Assert.Null(campus.Home.Answers[^1].TargetStudyRight);
    }

    [Fact]
    public async Task R3_Personal_data_reach_the_target_with_a_changed_identity_code_and_what_is_the_targets_own_stays()
    {
        var campus = new Campus();
        await campus.EnrolAsync();
        var number = Assert.Single(campus.Target.Persons).Student.TargetStudentNumber;
        var other = campus.Home.Students[1].Student.PersonalIdentityCode;
        await campus.Home.ChangePersonalDataAsync(campus.StudentId, s => s with { LastName = "Uusinimi", PersonalIdentityCode = other }, Token);
        await campus.DeliverAsync();

        var person = Assert.Single(campus.Target.Persons).Student;
        Assert.Equal(("Uusinimi", other, number), (person.LastName, person.PersonalIdentityCode, person.TargetStudentNumber));
        Assert.Equal(ChangeOutcome.Updated, campus.Home.Answers[^1].Outcome);
    }

    [Fact]
    public async Task A_newer_change_names_the_one_that_it_replaces()
    {
        var campus = new Campus();
        var first = await campus.Home.ChangePersonalDataAsync(campus.StudentId, s => s with { CallName = "Eka" }, Token);
        await campus.Home.ChangePersonalDataAsync(campus.StudentId, s => s with { CallName = "Toka" }, Token);
        Assert.Equal(first.MessageId, campus.Last(MessageType.PersonalDataChanged).Message.Replaces);
    }

    [Fact]
    public async Task A_change_of_a_student_whom_the_target_does_not_know_is_answered_as_such()
    {
        var campus = new Campus();
        await campus.Home.ChangePersonalDataAsync(campus.StudentId, s => s with { LastName = "Uusinimi" }, Token);
        await campus.DeliverAsync();
        Assert.Equal((ChangeOutcome.Refused, "student-unknown"), (campus.Home.Answers[^1].Outcome, campus.Home.Answers[^1].Code));
    }

    [Fact]
    public async Task R5_A_known_student_keeps_the_old_identity()
    {
        var campus = new Campus();
        var known = campus.Target.AddPerson(new Student { LearnerNumber = campus.Student.LearnerNumber, TargetStudentNumber = "T-1" });
        await campus.EnrolAsync();
        Assert.Equal(known, campus.TargetCase.PersonId);
        Assert.Equal("T-1", campus.HomeCase.Decision?.Student?.TargetStudentNumber);
    }

    [Fact]
    public async Task R5_An_ambiguous_student_waits_for_a_person_and_is_never_made_anew()
    {
        var campus = new Campus();
        var kept = campus.Target.AddPerson(new Student { LearnerNumber = campus.Student.LearnerNumber });
        var twin = campus.Target.AddPerson(new Student { PersonalIdentityCode = campus.Student.PersonalIdentityCode });
        await campus.EnrolAsync();
        Assert.Equal(Outcome.FailedPermanently("student-ambiguous"), campus.Outcomes[^1].Outcome);
        Assert.Equal((2, 0), (campus.Target.Persons.Count, campus.Target.TargetCases.Count));

        campus.Target.JoinPersons(kept, twin);
        var (sender, request) = campus.Last(MessageType.EnrolmentRequested);
        Assert.Equal(Outcome.Processed, await campus.DeliverAsync(sender, request)); // an operator sends it again
        Assert.Equal(kept, campus.TargetCase.PersonId);
    }

    private static async Task ChangeEndAsync(Campus campus, StudyRightChangeReason reason, DateOnly end)
    {
        await campus.Home.ChangeStudyRightAsync(campus.StudentId, reason, right => right with { EndDate = end }, Token);
        await campus.DeliverAsync();
    }
}
