using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>Reads deliveries with their messages; the same statements on both stores.</summary>
internal sealed class TransferReader(ITrackerDatabase database)
{
    private const string Select = """
        select d.delivery_id, m.tracking_id, m.message_id, m.type, m.sender, d.recipient, m.network, m.case_id, m.replaces, m.received_at,
          d.state, d.code, d.attempts, d.changed_at, d.told_by, d.due_at, v.expires_at
        from delivery d join message m on m.id = d.message left join vault v on v.delivery_id = d.delivery_id
        """;

    private const string SelectReplacements = """
        select r.tracking_id, r.message_id, r.received_at, d.state
        from message r left join delivery d on d.message = r.id and d.recipient = @recipient
        where r.sender = @sender and r.replaces = @messageId
        order by r.id
        """;

    private readonly IStoreDialect _dialect = database.Dialect;

    /// <summary>One delivery; null if there is none, or neither sent by nor to the institution (null: the operator).</summary>
    public Task<Transfer?> FindAsync(Guid deliveryId, string? visibleTo, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await ReadAsync(connection, $"{Select} where d.delivery_id = @id", new { id = _dialect.Id(deliveryId) }, visibleTo, cancellationToken)).SingleOrDefault(),
        cancellationToken);

    /// <summary>The deliveries of a case that the institution sent or was sent (null: all), oldest first; one more than asked for if there are more.</summary>
    public Task<IReadOnlyList<Transfer>> OfCaseAsync(string caseId, string? visibleTo, int most, CancellationToken cancellationToken) => database.ReadAsync(
        connection => ReadAsync(
            connection,
            $"{Select} where m.case_id = @caseId and (@visibleTo is null or m.sender = @visibleTo or d.recipient = @visibleTo) order by m.id, d.recipient limit @take",
            new { caseId, visibleTo, take = most + 1 },
            visibleTo,
            cancellationToken),
        cancellationToken);

    private async Task<IReadOnlyList<Transfer>> ReadAsync(DbConnection connection, string sql, object parameters, string? visibleTo, CancellationToken cancellationToken)
    {
        var transfers = await connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), Read);
        var visible = transfers.FindAll(transfer => visibleTo is null || transfer.PartsOf(visibleTo).Count > 0);
        for (var i = 0; i < visible.Count; i++)
        {
            visible[i] = visible[i] with { ReplacedBy = await ReadReplacementsAsync(connection, visible[i], visibleTo, cancellationToken) };
        }

        return visible;
    }

    /// <summary>A recipient learns nothing of a message that is not for it.</summary>
    private async Task<IReadOnlyList<Replacement>> ReadReplacementsAsync(DbConnection connection, Transfer transfer, string? visibleTo, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition(SelectReplacements, new { sender = transfer.Sender, messageId = transfer.MessageId, recipient = transfer.Recipient }, cancellationToken: cancellationToken);
        var found = await connection.RowsAsync(command, ReadReplacement);
        return visibleTo is null || visibleTo == transfer.Sender ? found : found.FindAll(replacement => replacement.State is not null);
    }

    private Transfer Read(DbDataReader row) => new()
    {
        DeliveryId = _dialect.ReadId(row, 0),
        TrackingId = _dialect.ReadId(row, 1),
        MessageId = row.GetString(2),
        Type = row.GetString(3),
        Sender = row.GetString(4),
        Recipient = row.GetString(5),
        Network = row.TextOrNull(6),
        CaseId = row.TextOrNull(7),
        Replaces = row.TextOrNull(8),
        ReceivedAt = _dialect.ReadTime(row, 9),
        State = (DeliveryState)row.GetInt16(10),
        Code = row.TextOrNull(11),
        Attempts = row.GetInt32(12),
        ChangedAt = _dialect.ReadTime(row, 13),
        ChangedBy = row.TextOrNull(14),
        DueAt = _dialect.TimeOrNull(row, 15),
        PayloadExpiresAt = _dialect.TimeOrNull(row, 16),
    };

    private Replacement ReadReplacement(DbDataReader row) =>
        new(_dialect.ReadId(row, 0), row.GetString(1), _dialect.ReadTime(row, 2), (DeliveryState?)row.NumberOrNull(3));
}
