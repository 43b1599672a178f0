using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>Asks the tracker how deliveries stand that came out of a recipient's queue, many at a time.</summary>
internal sealed partial class Admissions : IAsyncDisposable
{
    private readonly Batching<Guid, Admission?> _asked;
    private readonly ILogger<Admissions> _logger;

    public Admissions(ITrackerStore store, TimeProvider time, ILogger<Admissions> logger)
    {
        _logger = logger;
        _asked = new Batching<Guid, Admission?>(
            async (ids, token) =>
            {
                var known = (await store.AdmitAsync(ids, token)).ToDictionary(admission => admission.DeliveryId);
                return [.. ids.Select(known.GetValueOrDefault)];
            },
            Waits,
            time);
    }

    /// <summary>How a delivery stands; null for one that the tracker does not know.</summary>
    public Task<Admission?> AskAsync(Guid deliveryId, CancellationToken cancellationToken) => _asked.AskAsync(deliveryId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _asked.DisposeAsync();

    [LoggerMessage(LogLevel.Warning, "The tracker store does not say how deliveries stand: attempt {Attempt} ended in {Failure}; they wait")]
    private partial void Waits(int attempt, string failure);
}
