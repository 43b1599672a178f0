using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>What a home must be able to do with messages that it did not ask for. Decisions and answers follow its own messages.</summary>
internal static class HomeConformance
{
    public static async Task RunAsync(ConformanceRun run, Student ownStudent)
    {
        await RecordedAsync(run, "A completion of an own student (R14)", run.Messages.Completion(ownStudent, CompletionTransaction.New, "3"));
        await RecordedAsync(run, "Its correction (R21)", run.Messages.Completion(ownStudent, CompletionTransaction.Correction, "4"));
        await RecordedAsync(run, "Its removal (R21)", run.Messages.Completion(ownStudent, CompletionTransaction.Removal, "4"));

        var message = run.Messages.Completion(ConformanceMessages.Stranger, CompletionTransaction.New, "3");
        var outcome = await run.DeliverAsync(message);
        var answer = ConformanceRun.IsTaken(outcome) ? (await run.ReplyAsync<CompletionAnswered>(message))?.Data as CompletionAnswered : null;
        run.Note(
            "A completion of someone else's student (R27)",
            "turned down with student-unknown",
            answer is null ? ConformanceRun.Text(outcome) : $"answered: {answer.Outcome} ({answer.Code})",
            (ConformanceRun.IsTurnedDown(outcome) && outcome?.Code == ProblemCodes.StudentUnknown)
                || answer is { Outcome: CompletionOutcome.Refused, Code: ProblemCodes.StudentUnknown });
    }

    private static async Task RecordedAsync(ConformanceRun run, string step, OutgoingMessage message)
    {
        var outcome = await run.DeliverAsync(message);
        var answer = (await run.ReplyAsync<CompletionAnswered>(message))?.Data as CompletionAnswered;
        run.Note(
            step,
            "answered: Recorded (R27)",
            answer is null ? ConformanceRun.Text(outcome) : $"answered: {answer.Outcome}",
            answer?.Outcome == CompletionOutcome.Recorded);
        await run.RepeatedAsync(step + ", again", message, outcome);
    }
}
