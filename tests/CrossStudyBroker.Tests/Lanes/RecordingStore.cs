using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Tests.Lanes;

/// <summary>A store in memory that keeps what it was told, call by call; the real ones have tests of their own.</summary>
internal sealed class RecordingStore : ITrackerStore
{
    private readonly Dictionary<Guid, MessageRecord> _messages = [];
    private readonly Dictionary<string, Offering> _offerings = new(StringComparer.Ordinal);

    /// <summary>Messages of each call of <see cref="RecordAsync"/>.</summary>
    public List<IReadOnlyList<MessageRecord>> Calls { get; } = [];

    /// <summary>Calls of <see cref="ReadFactsAsync"/>.</summary>
    public int Reads { get; private set; }

    public List<DeliveryChange> Changes { get; } = [];

    public IEnumerable<MessageRecord> Messages => Calls.SelectMany(call => call);

    public Task<Facts> ReadFactsAsync(FactsRequest request, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(new Facts { Offerings = [.. request.Offerings.Where(_offerings.ContainsKey).Select(id => _offerings[id])] });
    }

    public Task<IReadOnlyList<RecordResult>> RecordAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        Calls.Add(messages);
        return Task.FromResult<IReadOnlyList<RecordResult>>([.. messages.Select(Record)]);
    }

    public Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken)
    {
        Changes.AddRange(changes);
        return Task.FromResult<IReadOnlyList<DeliveryChanged>>([]);
    }

    public Task MigrateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DueDeliveries> TakeDueAsync(DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> MakeQueuedDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    private RecordResult Record(MessageRecord message)
    {
        if (_messages.TryGetValue(message.TrackingId, out var known))
        {
            return new KnownMessage(known.ContentHash, known.Outcome, known.Problems, []).Answer(message);
        }

        _messages.Add(message.TrackingId, message);
        foreach (var change in message.Offerings)
        {
            _offerings[change.Offering.OfferingId] = change.Offering;
        }

        return KnownMessage.New(message);
    }
}
