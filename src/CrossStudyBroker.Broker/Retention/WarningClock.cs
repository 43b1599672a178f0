using System.Data.Common;
using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Problems;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// Tells both institutions, once, that the payload of a delivery that waits will be erased: two days before, or when half of the time is over where it
/// is kept for less than four days. It is noted as told before it is told: a process that dies just then tells nobody, but nobody is told twice.
/// </summary>
internal sealed class WarningClock(ITrackerDatabase database, StatusNotifier status, TransportOptions transport, IOptions<RetentionOptions> options) : IClock
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(2);

    private readonly string _mark = $""""
        update vault set warned = true
        where not warned and delivery_id {database.Dialect.Among($"""
          select v.delivery_id from vault v join delivery d on d.delivery_id = v.delivery_id
          where v.expires_at <= @soon and v.expires_at > @now and not v.warned and v.expires_at - (v.expires_at - v.kept_at) / 2 <= @now and d.state {database.Dialect.In("states")}
          order by v.expires_at limit @piece
          """)}
        returning delivery_id
        """";

    private readonly string _select = $"""
        select d.delivery_id, m.tracking_id, m.sender, m.message_id, m.type, m.case_id, d.recipient, d.state, v.expires_at
        from delivery d join message m on m.id = d.message join vault v on v.delivery_id = d.delivery_id
        where d.delivery_id {database.Dialect.In("ids")}
        """;

    /// <inheritdoc/>
    public string Name => "warnings";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await MarkAsync(now, cancellationToken) is { Count: > 0 } ids)
        {
            status.Warned(await ReadAsync(ids, now, cancellationToken));
            yield return ids.Count;
        }
    }

    private Task<List<Guid>> MarkAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            now = database.Dialect.Time(now),
            soon = database.Dialect.Time(now + Before),
            states = DeliveryTransitions.Waiting.Concat(transport.Kind == TransportKind.InMemory ? [(short)DeliveryState.Queued] : []).ToArray(),
            piece = options.Value.Piece,
        };
        var command = new CommandDefinition(_mark, parameters, cancellationToken: cancellationToken);
        return database.WriteAsync(connection => connection.RowsAsync(command, row => database.Dialect.ReadId(row, 0)), cancellationToken);
    }

    private Task<List<DeliveryChanged>> ReadAsync(List<Guid> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        parameters.Add("ids", database.Dialect.Ids(ids));
        var command = new CommandDefinition(_select, parameters, cancellationToken: cancellationToken);
        return database.ReadAsync(connection => connection.RowsAsync(command, row => Read(row, now)), cancellationToken);
    }

    private DeliveryChanged Read(DbDataReader row, DateTimeOffset now) => new()
    {
        DeliveryId = database.Dialect.ReadId(row, 0),
        TrackingId = database.Dialect.ReadId(row, 1),
        Sender = row.GetString(2),
        MessageId = row.GetString(3),
        Type = row.GetString(4),
        CaseId = row.TextOrNull(5),
        Recipient = row.GetString(6),
        State = (DeliveryState)row.GetInt16(7),
        At = StoredTime.Of(now),
        Code = ProblemCodes.PayloadExpiresSoon,
        PayloadErasedAt = database.Dialect.ReadTime(row, 8),
    };
}
