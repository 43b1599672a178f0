using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Target;
using Xunit;
using static CrossStudyBroker.Tests.ReferenceSis.Campus;

namespace CrossStudyBroker.Tests.ReferenceSis;

public class CompletionStoryTests
{
    [Fact]
    public async Task R21_A_correction_changes_the_home_record()
    {
        var (campus, completion) = await CompletedAsync();
        await campus.Target.CorrectCompletionAsync(completion.Completion.Id, "5", Token);
        await campus.DeliverAsync();
        Assert.Equal("5", Assert.Single(campus.Home.RecordsOf(campus.StudentId)).Completion.Assessment.Grade);
        Assert.Equal(AnsweredCompletionOutcome.Recorded, Assert.Single(campus.Target.Completions).Answer);
    }

    [Fact]
    public async Task R21_A_removal_takes_the_home_record_away()
    {
        var (campus, completion) = await CompletedAsync();
        await campus.Target.RemoveCompletionAsync(completion.Completion.Id, Token);
        await campus.DeliverAsync();
        Assert.Empty(campus.Home.RecordsOf(campus.StudentId));
        Assert.Empty(campus.Target.Completions);
    }

    [Fact]
    public async Task R27_The_answer_to_what_has_been_corrected_since_is_not_the_answer_to_the_correction()
    {
        var (campus, completion) = await CompletedAsync();
        var (sender, late) = campus.Last(MessageType.CompletionAnswered);
        await campus.Target.CorrectCompletionAsync(completion.Completion.Id, "5", Token);
        await campus.DeliverAsync(sender, late with { Id = "late-answer" });
        Assert.Null(Assert.Single(campus.Target.Completions).Answer);
    }

    [Fact]
    public async Task R27_What_the_home_does_not_record_is_told_completion_by_completion()
    {
        var (campus, completion) = await CompletedAsync();
        var (sender, message) = campus.Last(MessageType.CompletionRecorded);
        var data = (CompletionRecorded)message.Data;
        var failed = completion.Completion with { Id = "C-failed", State = CompletionState.Unfinished };
        await campus.DeliverAsync(sender, message with { Id = "two", Data = data with { Completions = [completion.Completion, failed] } });

        var answer = Assert.IsType<CompletionAnswered>(campus.Last(MessageType.CompletionAnswered).Message.Data);
        Assert.Equal(CompletionOutcome.Partly, answer.Outcome);
        Assert.Equal([AnsweredCompletionOutcome.Recorded, AnsweredCompletionOutcome.Refused], answer.Completions!.Select(c => c.Outcome)); // partly
    }

    [Fact]
    public async Task R27_A_completion_of_someone_elses_student_is_refused_with_a_reason()
    {
        var (campus, _) = await CompletedAsync();
        var (sender, message) = campus.Last(MessageType.CompletionRecorded);
        var stranger = campus.Target.Students[0].Student.LearnerNumber;
        var data = (CompletionRecorded)message.Data with { Student = new() { LearnerNumber = stranger } };
        await campus.DeliverAsync(sender, message with { Id = "stranger", Data = data });

        var answer = Assert.IsType<CompletionAnswered>(campus.Last(MessageType.CompletionAnswered).Message.Data);
        Assert.Equal((CompletionOutcome.Refused, "student-unknown"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task R18_Nothing_is_recorded_for_a_student_who_was_not_accepted()
    {
        var campus = new Campus(acceptsAutomatically: false);
        var caseId = await campus.EnrolAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => campus.Target.RecordCompletionAsync("10056", caseId, "R-1", "4", Token));
    }

    private static async Task<(Campus Campus, TargetCompletion Completion)> CompletedAsync()
    {
        var campus = new Campus();
        var caseId = await campus.EnrolAsync();
        await campus.Target.RecordCompletionAsync("10056", caseId, "R-1", "3", Token);
        await campus.DeliverAsync();
        return (campus, Assert.Single(campus.Target.Completions));
    }
}
