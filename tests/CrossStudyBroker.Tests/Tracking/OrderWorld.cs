using System.Collections.Concurrent;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>
/// A world of lanes, one inbox queue read by several replicas, and a moody recipient, played on real stores. What the broker's processes do with a
/// delivery is done here in the same order: record, look, hold or publish; admit, hold or hand over, apply; take what is due.
/// </summary>
internal sealed class OrderWorld(IReadOnlyList<ITrackerStore> replicas, int seed, CancellationToken cancellationToken)
{
    private readonly ConcurrentQueue<Guid> _queue = new();
    private readonly Dictionary<Guid, (int Number, HashSet<string> Keys)> _sent = [];
    private readonly HashSet<Guid> _served = [];
    private readonly HashSet<Guid> _inHand = [];
    private readonly Lock _lock = new();
    private DateTimeOffset _now = Sample.Start;
    private volatile bool _allSent;

    /// <summary>What went wrong, in words.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Messages that reached an end.</summary>
    public int Served => _served.Count;

    /// <summary>Sends so many messages while replicas work, and ends when all is served or nothing moves any more.</summary>
    public async Task RunAsync(int messages)
    {
        var sending = Task.Run(() => SendAsync(messages), cancellationToken);
        var working = replicas.Select((replica, index) => Task.Run(() => WorkAsync(replica, new Random((seed * 100) + index), messages), cancellationToken));
        await Task.WhenAll([sending, .. working]);
    }

    private async Task SendAsync(int messages)
    {
        var random = new Random(seed);
        for (var number = 0; number < messages; number++)
        {
            var record = Make(number, random);
            var delivery = record.Deliveries[0];
            lock (_lock)
            {
                _sent[delivery.DeliveryId] = (number, [.. record.StudentHashes.Select(Convert.ToHexString), .. record.CaseId is { } id ? new[] { id } : []]);
            }

            var result = (await replicas[0].RecordAsync([record], cancellationToken))[0];
            if (result.Behind.Count > 0)
            {
                await ApplyAsync(replicas[0], delivery.DeliveryId, DeliveryState.Held);
                continue;
            }

            _queue.Enqueue(delivery.DeliveryId);
            await ApplyAsync(replicas[0], delivery.DeliveryId, DeliveryState.Queued, onlyPublished: true);
        }

        _allSent = true;
    }

    private static MessageRecord Make(int number, Random random) => random.Next(3) switch
    {
        0 => Sample.Message($"m-{number}", type: "crossstudy.personal-data.changed.v1") with { StudentHashes = [Sample.Hash($"student-{random.Next(4)}"), Sample.Hash($"student-{random.Next(4)}")] },
        1 => Sample.Message($"m-{number}", caseId: $"case-{random.Next(4)}"),
        _ => Sample.Message($"m-{number}", caseId: $"case-{random.Next(4)}", type: "crossstudy.study-right.changed.v1") with { StudentHashes = [Sample.Hash($"student-{random.Next(4)}")] },
    };

    private async Task WorkAsync(ITrackerStore replica, Random random, int messages)
    {
        for (var idle = 0; idle < 100 && Served < messages;)
        {
            var moved = _queue.TryDequeue(out var delivery) && await ReceiveAsync(replica, delivery, random);
            foreach (var due in (await replica.TakeDueAsync(Later(), _now.AddHours(1), 5, cancellationToken)).ToPublish)
            {
                _queue.Enqueue(due.Delivery.DeliveryId);
                await ApplyAsync(replica, due.Delivery.DeliveryId, DeliveryState.Queued, onlyPublished: true);
                moved = true;
            }

            idle = moved || !_allSent ? 0 : idle + 1;
        }
    }

    private async Task<bool> ReceiveAsync(ITrackerStore replica, Guid delivery, Random random)
    {
        var admission = (await replica.AdmitAsync([delivery], cancellationToken))[0];
        if (admission.State != DeliveryState.Queued)
        {
            return true;
        }

        if (admission.IsBehind)
        {
            await ApplyAsync(replica, delivery, DeliveryState.Held);
            return true;
        }

        HandOver(delivery);
        await Task.Yield();
        var outcome = random.Next(10) switch { < 4 => DeliveryState.Retrying, < 5 => DeliveryState.Parked, < 6 => DeliveryState.Refused, _ => DeliveryState.Processed };
        lock (_lock)
        {
            _inHand.Remove(delivery);
            if (outcome is DeliveryState.Processed or DeliveryState.Refused)
            {
                _served.Add(delivery);
            }
        }

        await ApplyAsync(replica, delivery, outcome);
        if (outcome == DeliveryState.Parked)
        {
            await replica.MakeDueAsync([delivery], _now, cancellationToken); // a person looks and retries
        }

        return true;
    }

    private void HandOver(Guid delivery)
    {
        lock (_lock)
        {
            var (number, keys) = _sent[delivery];
            foreach (var (other, sent) in _sent.Where(sent => sent.Value.Number < number && sent.Value.Keys.Overlaps(keys) && !_served.Contains(sent.Key)))
            {
                Violations.Enqueue($"m-{number} was handed over before m-{sent.Number} was done ({(_inHand.Contains(other) ? "in hand" : "waiting")})");
            }

            _inHand.Add(delivery);
        }
    }

    private Task ApplyAsync(ITrackerStore replica, Guid delivery, DeliveryState state, bool onlyPublished = false) => replica.ApplyAsync(
        [
            new DeliveryChange
            {
                DeliveryId = delivery,
                State = state,
                OnlyPublished = onlyPublished,
                At = _now,
                By = "adapter",
                DueAt = state == DeliveryState.Retrying ? _now : null,
                Payload = state is DeliveryState.Held or DeliveryState.Retrying or DeliveryState.Parked ? Sample.Payload(Sample.Start.AddYears(1)) : null,
            },
        ],
        cancellationToken);

    private DateTimeOffset Later()
    {
        lock (_lock)
        {
            return _now += TimeSpan.FromMilliseconds(1);
        }
    }
}
