using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Problems;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// Erases payloads that were kept for their time. A delivery that waits for it expires, and both institutions are told. One that lies on its
/// recipient's queue by itself goes on there until the queue ends it: only the broker's copy is erased.
/// </summary>
internal sealed class PayloadClock(
    ITrackerDatabase database, Ledger ledger, TrackerWriter tracker, TransportOptions transport, IOptions<RetentionOptions> options) : IClock
{
    private const string Select = """
        select v.delivery_id, v.expires_at, d.state, d.published
        from vault v left join delivery d on d.delivery_id = v.delivery_id
        where v.expires_at <= @now and (v.expires_at, v.delivery_id) > (@at, @id)
        order by v.expires_at, v.delivery_id
        limit @piece
        """;

    /// <inheritdoc/>
    public string Name => "payloads";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (at, id) = (DateTimeOffset.UnixEpoch, Guid.Empty);
        while (await ReadAsync(now, at, id, cancellationToken) is { Count: > 0 } rows)
        {
            var expiring = rows.Where(Expires).Select(row => row.DeliveryId).ToList();
            await tracker.WriteAsync(
                expiring.ConvertAll(delivery => new DeliveryChange { DeliveryId = delivery, State = DeliveryState.Expired, At = now, By = "broker", Code = ProblemCodes.PayloadExpired }),
                cancellationToken);
            await EraseAsync(rows.Select(row => row.DeliveryId).Except(expiring).ToList(), now, cancellationToken);
            yield return rows.Count;
            (at, id) = (rows[^1].ExpiresAt, rows[^1].DeliveryId);
        }
    }

    private bool Expires(Row row) => row.State is { } state
        && (DeliveryTransitions.Waits(state) || (state == DeliveryState.Queued && (transport.Kind == TransportKind.InMemory || !row.IsPublished)));

    private Task<List<Row>> ReadAsync(DateTimeOffset now, DateTimeOffset at, Guid id, CancellationToken cancellationToken)
    {
        var dialect = database.Dialect;
        var command = new CommandDefinition(
            Select, new { now = dialect.Time(now), at = dialect.Time(at), id = dialect.Id(id), piece = options.Value.Piece }, cancellationToken: cancellationToken);
        return database.ReadAsync(
            connection => connection.RowsAsync(
                command,
                row => new Row(dialect.ReadId(row, 0), dialect.ReadTime(row, 1), (DeliveryState?)row.NumberOrNull(2), !row.IsDBNull(3) && row.GetBoolean(3))),
            cancellationToken);
    }

    private Task<bool> EraseAsync(List<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken) => deliveries.Count == 0 ? Task.FromResult(true) : database.WriteAsync(
        async connection =>
        {
            foreach (var id in deliveries)
            {
                var gone = await connection.ExecuteAsync(new CommandDefinition(
                    "delete from vault where delivery_id = @id and expires_at <= @now", new { id = database.Dialect.Id(id), now = database.Dialect.Time(now) }, cancellationToken: cancellationToken));
                var entry = new Erasure { At = now, What = ErasedThings.Payload, DeliveryId = id, Reason = "clock", Count = 1 };
                await ledger.AddAsync(connection, gone > 0 ? [entry] : [], cancellationToken);
            }

            return true;
        },
        cancellationToken);

    private sealed record Row(Guid DeliveryId, DateTimeOffset ExpiresAt, DeliveryState? State, bool IsPublished);
}
