using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>What a target must be able to do.</summary>
internal static class TargetConformance
{
    public static async Task RunAsync(ConformanceRun run, RecordingLane lane, string realisation)
    {
        await UnknownPlaceAsync(run);
        await UnknownStudentAsync(run);
        var caseId = Guid.CreateVersion7().ToString();
        await EnrolmentAsync(run, lane, realisation, caseId);
        await PersonalDataAsync(run);
        await StudyRightAsync(run);
        await CancellationAsync(run, realisation, caseId);
    }

    private static async Task UnknownPlaceAsync(ConformanceRun run)
    {
        var message = run.Messages.Enrolment("conformance-no-such-realisation", Guid.CreateVersion7().ToString(), ConformanceMessages.Student);
        var outcome = await run.DeliverAsync(message);
        var decided = ConformanceRun.IsTaken(outcome) ? (await run.ReplyAsync<EnrolmentDecided>(message))?.Data as EnrolmentDecided : null;
        var accepted = decided?.Selections.Any(s => s.State == SelectionState.Accepted) == true;
        run.Note(
            "An enrolment in a realisation that is not offered",
            "refused, failed permanently, or decided without acceptance",
            decided is null ? ConformanceRun.Text(outcome) : $"decided: {decided.Outcome}",
            ConformanceRun.IsTurnedDown(outcome) || (decided is not null && !accepted));
    }

    private static async Task UnknownStudentAsync(ConformanceRun run)
    {
        var message = run.Messages.PersonalData(ConformanceMessages.Stranger);
        var outcome = await run.DeliverAsync(message);
        var answer = ConformanceRun.IsTaken(outcome) ? (await run.ReplyAsync<PersonalDataAnswered>(message))?.Data as PersonalDataAnswered : null;
        run.Note(
            "Personal data of a student who is not known (R3)",
            "turned down with student-unknown",
            answer is null ? ConformanceRun.Text(outcome) : $"answered: {answer.Outcome} ({answer.Code})",
            (ConformanceRun.IsTurnedDown(outcome) && outcome?.Code == ProblemCodes.StudentUnknown)
                || answer is { Outcome: ChangeOutcome.Refused, Code: ProblemCodes.StudentUnknown });
    }

    private static async Task EnrolmentAsync(ConformanceRun run, RecordingLane lane, string realisation, string caseId)
    {
        var message = run.Messages.Enrolment(realisation, caseId, ConformanceMessages.Student);
        lane.IsDown = true;
        var whileDown = await run.DeliverAsync(message);
        lane.IsDown = false;
        run.Note(
            "An enrolment whose reply cannot be sent",
            "an exception, a temporary failure, or delivered with the reply kept",
            ConformanceRun.Text(whileDown),
            whileDown is null or { Kind: OutcomeKind.FailedTemporarily or OutcomeKind.Delivered });

        var outcome = await run.DeliverAsync(message);
        run.Note("The same enrolment again", "delivered or processed", ConformanceRun.Text(outcome), ConformanceRun.IsTaken(outcome));
        var reply = await run.ReplyAsync<object>(message);
        run.Note(
            "The enrolment is answered, once",
            "one reply: enrolment.received or enrolment.decided",
            $"{run.DifferentReplies(message)} ({reply?.Type ?? "none"})",
            reply?.Data is EnrolmentReceived or EnrolmentDecided && run.DifferentReplies(message) == 1);
        run.Note("The answer names the case", "the case id of the enrolment", reply?.CaseId == caseId ? "the same" : "another or none", reply?.CaseId == caseId);
        await run.RepeatedAsync("The same enrolment a third time", message, outcome);
        if (reply?.Data is EnrolmentDecided decided)
        {
            Decided(run, decided);
        }
    }

    private static void Decided(ConformanceRun run, EnrolmentDecided decided)
    {
        var accepted = decided.Selections.Any(s => s.State == SelectionState.Accepted);
        run.Note(
            "A target study right is told once accepted, and not before (R18)",
            accepted ? "a target study right" : "none",
            decided.TargetStudyRight is null ? "none" : "a target study right",
            accepted == decided.TargetStudyRight is not null);
        if (decided.TargetStudyRight is { } right)
        {
            run.Note(
                "The target study right does not outlast the home study right (R4)",
                $"at most {run.Messages.HomeEnd:yyyy-MM-dd}",
                $"{right.EndDate:yyyy-MM-dd}",
                right.EndDate <= run.Messages.HomeEnd);
        }
    }

    private static async Task PersonalDataAsync(ConformanceRun run)
    {
        var message = run.Messages.PersonalData(ConformanceMessages.Student);
        var outcome = await run.DeliverAsync(message);
        var answer = (await run.ReplyAsync<PersonalDataAnswered>(message))?.Data as PersonalDataAnswered;
        run.Note("Personal data of the student change (R3)", "answered: Updated", Answer(outcome, answer?.Outcome), answer?.Outcome == ChangeOutcome.Updated);
        await run.RepeatedAsync("The same change again", message, outcome);
    }

    private static async Task StudyRightAsync(ConformanceRun run)
    {
        var end = run.Messages.HomeEnd.AddDays(-10);
        var message = run.Messages.StudyRightUntil(end);
        var outcome = await run.DeliverAsync(message);
        var answer = (await run.ReplyAsync<StudyRightAnswered>(message))?.Data as StudyRightAnswered;
        run.Note("The home study right is cut short (R17)", "answered: Updated", Answer(outcome, answer?.Outcome), answer?.Outcome == ChangeOutcome.Updated);
        if (answer?.TargetStudyRight is { } right)
        {
            run.Note("The target study right is cut too (R4)", $"at most {end:yyyy-MM-dd}", $"{right.EndDate:yyyy-MM-dd}", right.EndDate <= end);
        }
    }

    private static async Task CancellationAsync(ConformanceRun run, string realisation, string caseId)
    {
        var message = run.Messages.Cancellation(realisation, caseId);
        var outcome = await run.DeliverAsync(message);
        var decided = ConformanceRun.IsTaken(outcome) ? (await run.ReplyAsync<EnrolmentDecided>(message))?.Data as EnrolmentDecided : null;
        var isAborted = decided?.Selections.Any(s => s.Id == realisation && s.State == SelectionState.Aborted) == true;
        run.Note(
            "The student cancels (R15)",
            "decided: aborted; or refused with cancellation-too-late",
            decided is null ? ConformanceRun.Text(outcome) : isAborted ? "decided: aborted" : "decided otherwise",
            isAborted || outcome is { Kind: OutcomeKind.Refused, Code: ProblemCodes.CancellationTooLate });
        await run.RepeatedAsync("The same cancellation again", message, outcome);
    }

    private static string Answer(Outcome? outcome, ChangeOutcome? answer) => answer is null ? ConformanceRun.Text(outcome) : $"answered: {answer}";
}
