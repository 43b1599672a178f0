using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>
/// What the contract expects of an adapter, tried out on one. Plain code: run it from any test framework or from the command line.
/// The adapter's system must hold test data only; the suite enrols an invented student there and reports an invented completion.
/// </summary>
public static class AdapterConformance
{
    /// <summary>Runs the suite. The adapter must have been made with the lane given here, so that its replies are seen.</summary>
    /// <param name="adapter">The adapter under test.</param>
    /// <param name="lane">The lane that the adapter sends by.</param>
    /// <param name="subject">What to know of the system under test.</param>
    /// <param name="clock">The clock that the adapter uses.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Every step in order; the adapter conforms when all of them are ok.</returns>
    public static async Task<IReadOnlyList<ConformanceStep>> RunAsync(
        ISisAdapter adapter, RecordingLane lane, ConformanceSubject subject, TimeProvider clock, CancellationToken cancellationToken)
    {
        var run = new ConformanceRun(adapter, lane, subject, clock, cancellationToken);
        await run.TakenAsync("Another member publishes offering (R6)", run.Messages.Offering());
        await run.TakenAsync("… and withdraws it (R7)", run.Messages.Withdrawal());
        await run.TakenAsync("The network changes", run.Messages.Network());
        await run.TakenAsync("A status event of a message that is not known any more (R24)", run.Messages.Status("conformance-forgotten"));
        if (subject.Realisation is { } realisation)
        {
            await TargetConformance.RunAsync(run, lane, realisation);
        }

        if (subject.OwnStudent is { } student)
        {
            await HomeConformance.RunAsync(run, student);
        }

        CheckSent(run, lane, subject);
        return run.Steps;
    }

    /// <summary>All that the adapter sent must be valid, go to the one who is answered, and be the same whenever it has the same id.</summary>
    private static void CheckSent(ConformanceRun run, RecordingLane lane, ConformanceSubject subject)
    {
        var problems = lane.Messages.SelectMany(m => Problems(m, subject)).Distinct(StringComparer.Ordinal).ToList();
        run.Note("All messages that it sent are valid", "no problems", problems.Count == 0 ? "no problems" : string.Join(", ", problems), problems.Count == 0);

        var changed = lane.Messages.GroupBy(m => m.Id, StringComparer.Ordinal)
            .Count(same => same.DistinctBy(m => Convert.ToHexString(m.ToJson(subject.Institution, default))).Skip(1).Any());
        run.Note("A message sent again is the same message", "0 ids with different contents", $"{changed} ids with different contents", changed == 0);

        var astray = lane.Messages.Count(m => m.InReplyTo is not null && m.Recipient != subject.Partner);
        run.Note("Replies go to whom they answer", "0 astray", $"{astray} astray", astray == 0);
    }

    private static IEnumerable<string> Problems(OutgoingMessage message, ConformanceSubject subject)
    {
        using var received = MessageValidation.Validate(message.ToJson(subject.Institution, DateTimeOffset.UnixEpoch), MessageValidation.ContentType);
        return [.. received.Problems.Select(p => $"{message.Type}: {p.Code} {p.Pointer}")];
    }
}
