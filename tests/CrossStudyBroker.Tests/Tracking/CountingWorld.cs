using System.Collections.Concurrent;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>
/// Messages, refusals, corrections, and everything that can be said of a delivery, in any order, repeatedly, from several replicas at once,
/// while counts are folded, refusals run out and traces are swept.
/// </summary>
internal sealed class CountingWorld(IReadOnlyList<ITrackerStore> replicas, int seed, CancellationToken cancellationToken)
{
    private static readonly string[] Institutions = [Sample.Home, Sample.Target, Sample.Third];
    private static readonly string[] Types = ["crossstudy.enrolment.requested.v1", "crossstudy.completion.recorded.v1", "crossstudy.personal-data.changed.v1"];
    private static readonly string?[] Codes = [ProblemCodes.StudentUnknown, ProblemCodes.RecipientBusy, ProblemCodes.ContentRefused, "of-their-own", null];
    private static readonly DeliveryState[] States = Enum.GetValues<DeliveryState>();

    private readonly ConcurrentQueue<MessageRecord> _sent = new();
    private int _number;

    /// <summary>Lets every replica do so many things, at the same time.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="sweeps">Whether traces are swept, too.</param>
    public Task RunAsync(int steps, bool sweeps) => Task.WhenAll(replicas.Select((replica, index) => Task.Run(() => WorkAsync(replica, new Random((seed * 10) + index), steps, sweeps), cancellationToken)));

    private async Task WorkAsync(ITrackerStore replica, Random random, int steps, bool sweeps)
    {
        for (var step = 0; step < steps; step++)
        {
            var at = Sample.Start.AddMinutes(random.Next(60 * 40));
            switch (random.Next(20))
            {
                case < 6:
                    await replica.RecordAsync([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Message(random, at)).DistinctBy(message => message.TrackingId)], cancellationToken);
                    break;
                case < 16:
                    await replica.ApplyAsync(Changes(random, at), cancellationToken);
                    break;
                case 16:
                    await replica.TakeDueAsync(Sample.Start.AddDays(3), at, 5, cancellationToken);
                    break;
                case 17 when sweeps:
                    await SweepAsync((ITrackerDatabase)replica, Sample.Start.AddMinutes(random.Next(60 * 10)));
                    break;
                default:
                    await new CountStore((ITrackerDatabase)replica).FoldAsync(random.Next(1, 30), at, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>Erases what was received before a time, in small pieces.</summary>
    private async Task SweepAsync(ITrackerDatabase database, DateTimeOffset before)
    {
        var erasing = new TraceErasing(database, new Ledger(database));
        while (await erasing.EraseAsync(network: null, before, 3, before, cancellationToken) > 0)
        {
        }
    }

    private MessageRecord Message(Random random, DateTimeOffset at)
    {
        if (random.Next(5) == 0 && _sent.ToArray() is { Length: > 0 } sent)
        {
            return sent[random.Next(sent.Length)]; // a repeat
        }

        var sender = Institutions[random.Next(3)];
        var recipients = Institutions.Except([sender]).Take(random.Next(3)).ToArray();
        var message = Sample.Message($"m-{Interlocked.Increment(ref _number)}", sender, recipients, Types[random.Next(3)], at: at) with { Replaces = Replaced(random, sender) };
        if (random.Next(4) == 0)
        {
            message = message with
            {
                Outcome = MessageOutcome.Refused,
                Deliveries = [],
                Recipient = random.Next(2) == 0 ? null : Sample.Target,
                Type = random.Next(3) == 0 ? "what is this" : message.Type,
                Problems = [new Problem(Codes[random.Next(3)]!)], // the first ones are codes
            };
        }

        _sent.Enqueue(message);
        return message;
    }

    private string? Replaced(Random random, string sender) =>
        random.Next(2) == 0 && _sent.Where(message => message.Sender == sender).ToArray() is { Length: > 0 } own ? own[random.Next(own.Length)].MessageId : null;

    private List<DeliveryChange> Changes(Random random, DateTimeOffset at)
    {
        var deliveries = _sent.SelectMany(message => message.Deliveries).ToArray();
        return deliveries.Length == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Change(deliveries[random.Next(deliveries.Length)].DeliveryId, random, at))];
    }

    private static DeliveryChange Change(Guid delivery, Random random, DateTimeOffset at)
    {
        var state = random.Next(3) == 0 ? DeliveryState.Parked : States[random.Next(States.Length)];
        return new DeliveryChange
        {
            DeliveryId = delivery,
            State = state,
            OnlyPublished = state == DeliveryState.Queued && random.Next(2) == 0,
            At = at,
            By = random.Next(2) == 0 ? "adapter" : "receipt",
            Code = Codes[random.Next(Codes.Length)],
            DueAt = state == DeliveryState.Retrying ? at : null,
            Payload = state is DeliveryState.Held or DeliveryState.Retrying or DeliveryState.Parked ? Sample.Payload(Sample.Start.AddYears(1)) : null,
        };
    }
}
