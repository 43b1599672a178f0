using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Gives new entries of the ledger their place in the chain.</summary>
internal sealed class LedgerClock(ITrackerDatabase database, Ledger ledger, IOptions<RetentionOptions> options) : IClock
{
    /// <inheritdoc/>
    public string Name => "ledger";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IAsyncEnumerable<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Pieces.UntilNoneAsync(() => ChainAsync(cancellationToken));

    /// <summary>Of two replicas that do it at the same time one fails, for no position is given twice, and nothing of its work stays.</summary>
    private Task<int> ChainAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var open = await ledger.OpenAsync(connection, options.Value.Piece, cancellationToken);
            var place = open.Count == 0 ? LedgerLink.Beginning : await ledger.HeadAsync(connection, cancellationToken);
            foreach (var entry in open)
            {
                place = LedgerChain.After(place, entry.Erasure);
                await Ledger.ChainAsync(connection, entry.Row, place, cancellationToken);
            }

            return open.Count;
        },
        cancellationToken);
}
