using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Proves to an institution what became of the payload of its own message.</summary>
public sealed class ErasureProofs
{
    private const string SelectDelivery = """
        select m.sender, d.recipient, v.expires_at
        from delivery d join message m on m.id = d.message left join vault v on v.delivery_id = d.delivery_id
        where d.delivery_id = @id
        """;

    private readonly ITrackerDatabase _database;
    private readonly Ledger _ledger;

    internal ErasureProofs(ITrackerDatabase database, Ledger ledger) => (_database, _ledger) = (database, ledger);

    /// <summary>The proof; null for a delivery that is not known, or that somebody else sent to somebody else.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="institution">Who asks; null: the operator.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ErasureProof?> FindAsync(Guid deliveryId, string? institution, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            if (await ReadAsync(connection, deliveryId, cancellationToken) is not { } delivery || (institution is not null && institution != delivery.Sender && institution != delivery.Recipient))
            {
                return null;
            }

            var entries = new List<ErasureProof.Entry>();
            foreach (var entry in await _ledger.OfDeliveryAsync(connection, deliveryId, cancellationToken))
            {
                entries.Add(await ProveAsync(connection, entry, cancellationToken));
            }

            return new ErasureProof { DeliveryId = deliveryId, KeptUntil = delivery.KeptUntil, Entries = entries, Head = await _ledger.HeadAsync(connection, cancellationToken) };
        },
        cancellationToken);

    private async Task<ErasureProof.Entry> ProveAsync(DbConnection connection, LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (entry is not { Position: { } position, Hash: { } hash })
        {
            return new ErasureProof.Entry(entry.Erasure, Before: null, Place: null, Text: null);
        }

        // An entry before the first that is left is not needed often: the ledger is kept for years, traces for weeks.
        var before = position == 1 ? LedgerLink.Beginning
            : await _ledger.AfterAsync(connection, position - 2, 1, cancellationToken) is [{ Hash: { } hashBefore } found] && found.Position == position - 1 ? new LedgerLink(position - 1, hashBefore)
            : null;
        return new ErasureProof.Entry(entry.Erasure, before, new LedgerLink(position, hash), before is null ? null : LedgerChain.TextOf(before, entry.Erasure));
    }

    private async Task<Delivery?> ReadAsync(DbConnection connection, Guid deliveryId, CancellationToken cancellationToken) => (await connection.RowsAsync(
        new CommandDefinition(SelectDelivery, new { id = _database.Dialect.Id(deliveryId) }, cancellationToken: cancellationToken),
        row => new Delivery(row.GetString(0), row.GetString(1), _database.Dialect.TimeOrNull(row, 2)))).FirstOrDefault();

    private sealed record Delivery(string Sender, string Recipient, DateTimeOffset? KeptUntil);
}
