using System.Collections.Concurrent;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Which deliveries are on their queues, as far as nothing more is known of them: only then is it worth writing down. The outcome often comes
/// before the queue has confirmed the message.
/// </summary>
internal sealed class PublishNotes
{
    private readonly ConcurrentDictionary<Guid, DeliveryChange> _expected = new();
    private readonly ConcurrentDictionary<Guid, DeliveryChange> _confirmed = new();

    /// <summary>A delivery is about to be put on its queue.</summary>
    public void Expect(DeliveryChange published) => _expected[published.DeliveryId] = published with { OnlyPublished = true };

    /// <summary>It is on its queue.</summary>
    public void Confirm(Guid deliveryId)
    {
        if (_expected.TryRemove(deliveryId, out var published))
        {
            _confirmed[deliveryId] = published;
        }
    }

    /// <summary>More is known of it, or it may not be there.</summary>
    public void Drop(Guid deliveryId)
    {
        _expected.TryRemove(deliveryId, out _);
        _confirmed.TryRemove(deliveryId, out _);
    }

    /// <summary>Takes what is worth writing down.</summary>
    public IEnumerable<DeliveryChange> Take()
    {
        foreach (var id in _confirmed.Keys)
        {
            if (_confirmed.TryRemove(id, out var published))
            {
                yield return published;
            }
        }
    }
}
