using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Erases the traces of messages, each network's by its own time.</summary>
internal sealed class TraceClock(ITrackerDatabase database, Ledger ledger, RetentionPeriods periods, IOptions<RetentionOptions> options) : IClock
{
    private readonly TraceErasing _erasing = new(database, ledger);

    /// <inheritdoc/>
    public string Name => "traces";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var network in await database.ReadAsync(connection => TraceErasing.NetworksAsync(connection, cancellationToken), cancellationToken))
        {
            while (await _erasing.EraseAsync(network, now - periods.Traces(network), options.Value.Piece, now, cancellationToken) is > 0 and var count)
            {
                yield return count;
            }
        }
    }
}
