using System.Collections.Concurrent;
using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Tells how deliveries stand that came out of a recipient's queue: asks the tracker, many at a time, unless this process recorded the delivery
/// itself just now and nothing can be in its way.
/// </summary>
internal sealed partial class Admissions : IAsyncDisposable
{
    /// <summary>How long a delivery is taken to stand as it was recorded: at least this, at most twice as long.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Batching<Guid, Admission?> _asked;
    private readonly TimeProvider _time;
    private readonly ILogger<Admissions> _logger;
    private ConcurrentDictionary<Guid, Admission> _expected = new();
    private ConcurrentDictionary<Guid, Admission> _expectedBefore = new();
    private long _since;

    public Admissions(ITrackerStore store, TimeProvider time, ILogger<Admissions> logger)
    {
        (_time, _logger) = (time, logger);
        _asked = new Batching<Guid, Admission?>(
            async (ids, token) =>
            {
                var known = (await store.AdmitAsync(ids, token)).ToDictionary(admission => admission.DeliveryId);
                return [.. ids.Select(known.GetValueOrDefault)];
            },
            Waits,
            time);
    }

    /// <summary>Says how a delivery stands that is about to be put on its queue for the first time.</summary>
    public void Expect(Admission admission)
    {
        ForgetOld();
        _expected[admission.DeliveryId] = admission;
    }

    /// <summary>How a delivery is expected to stand; null, if nothing is expected of it or it was asked for before.</summary>
    public Admission? TakeExpected(Guid deliveryId)
    {
        ForgetOld();
        return _expected.TryRemove(deliveryId, out var admission) || _expectedBefore.TryRemove(deliveryId, out admission) ? admission : null;
    }

    /// <summary>How a delivery stands; null for one that the tracker does not know.</summary>
    public Task<Admission?> AskAsync(Guid deliveryId, CancellationToken cancellationToken) => _asked.AskAsync(deliveryId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _asked.DisposeAsync();

    private void ForgetOld()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _since)) < Moment)
        {
            return;
        }

        lock (_lock)
        {
            var passed = _time.GetElapsedTime(_since);
            if (passed >= Moment)
            {
                (_expectedBefore, _expected) = (passed < 2 * Moment ? _expected : new(), new());
                Volatile.Write(ref _since, _time.GetTimestamp());
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The tracker store does not say how deliveries stand: attempt {Attempt} ended in {Failure}; they wait")]
    private partial void Waits(int attempt, string failure);
}
