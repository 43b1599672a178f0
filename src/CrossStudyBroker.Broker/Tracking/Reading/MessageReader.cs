using System.Data.Common;
using CrossStudyBroker.Contracts.Problems;
using Dapper;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>Reads messages for people and programs; the same statements on both stores.</summary>
internal sealed class MessageReader(IStoreDialect dialect)
{
    /// <summary>Columns of a message (alias m), in the order <see cref="ReadMessage"/> reads them.</summary>
    public const string MessageColumns = """
        m.id, m.tracking_id, m.sender, m.message_id, m.type, m.recipient, m.network, m.case_id, m.in_reply_to, m.trace_parent,
        m.received_at, m.size, m.outcome, m.problems
        """;

    /// <summary>Columns of a delivery (alias d), following those of the message.</summary>
    public const string DeliveryColumns = "d.delivery_id, d.recipient, d.state, d.code, d.attempts, d.changed_at, d.told_by, d.due_at, v.expires_at";

    private const int FirstDeliveryColumn = 14;
    private const int RareState = 10_000;

    private const string FindSql = $"""
        select {MessageColumns}, {DeliveryColumns}
        from message m left join delivery d on d.message = m.id left join vault v on v.delivery_id = d.delivery_id
        where m.tracking_id = @trackingId
        order by d.recipient;
        select e.delivery_id, e.state, e.at, e.code, e.told_by
        from message m join event e on e.message = m.id
        where m.tracking_id = @trackingId
        order by e.id
        """;

    /// <summary>One message with deliveries and events; null if unknown or not visible to the institution.</summary>
    public async Task<MessageView?> FindAsync(
        DbConnection connection, Guid trackingId, string? visibleTo, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition(FindSql, new { trackingId = dialect.Id(trackingId) }, cancellationToken: cancellationToken);
        await using var reader = await connection.ExecuteReaderAsync(command);
        var message = (await ReadMessagesAsync(reader, cancellationToken)).Select(m => m.View).SingleOrDefault();
        if (message is null)
        {
            return null;
        }

        var seesAll = visibleTo is null || message.Sender == visibleTo;
        var deliveries = seesAll ? message.Deliveries : [.. message.Deliveries.Where(d => d.Recipient == visibleTo)];
        if (!seesAll && deliveries.Count == 0)
        {
            return null;
        }

        await reader.NextResultAsync(cancellationToken);
        // The first event of every delivery is the recording itself; it is not stored a second time.
        var events = deliveries.Select(d => Recorded(message, d)).ToList();
        while (await reader.ReadAsync(cancellationToken))
        {
            var happened = ReadEvent(reader);
            if (deliveries.Any(d => d.DeliveryId == happened.DeliveryId))
            {
                events.Add(happened);
            }
        }

        return message with { Deliveries = deliveries, Events = events };
    }

    /// <summary>A page of messages, newest first.</summary>
    public async Task<MessagePage> ListAsync(DbConnection connection, MessageFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Limit is < 1 or > 200)
        {
            throw new InvalidFilterException("limit: expected a whole number from 1 to 200.");
        }

        var found = await ReadPageAsync(connection, filter, cancellationToken);
        if (found.Count <= filter.Limit)
        {
            return new MessagePage([.. found.Select(m => m.View)], NextCursor: null);
        }

        var (row, last) = found[filter.Limit - 1];
        return new MessagePage([.. found.Take(filter.Limit).Select(m => m.View)], new MessageCursor(last.ReceivedAt, row).ToString());
    }

    /// <summary>The rows of a page, and one more if another page follows.</summary>
    private async Task<List<(long Row, MessageView View)>> ReadPageAsync(DbConnection connection, MessageFilter filter, CancellationToken cancellationToken)
    {
        var found = await ReadRowsAsync(connection, filter, cancellationToken);
        if (filter is { State: DeliveryState.Refused, Outcome: null or MessageOutcome.Refused } or { State: null, Outcome: null, Cause: not null, MessageId: null, CaseId: null })
        {
            // Failed at a recipient, or refused by the broker: no message is both, and each kind has an index of its own.
            found.AddRange(await ReadRowsAsync(connection, filter with { State = null, Outcome = MessageOutcome.Refused }, cancellationToken));
            found = [.. found.OrderByDescending(m => (m.View.ReceivedAt, m.Row)).Take(filter.Limit + 1)];
        }

        return found;
    }

    private async Task<List<(long Row, MessageView View)>> ReadRowsAsync(DbConnection connection, MessageFilter filter, CancellationToken cancellationToken)
    {
        MessageCursor? cursor = filter.Cursor is null ? null : MessageCursor.Parse(filter.Cursor);
        var stateIsRare = ListQuery.NeedsStateCount(filter) && await IsRareAsync(connection, filter, cancellationToken);
        var causeRecipient = filter is { Cause: { } cause, VisibleTo: not null } ? await CauseRecipientAsync(connection, cause, cancellationToken) : null;
        var command = ListQuery.Build(filter, cursor, stateIsRare, causeRecipient, dialect, cancellationToken);
        await using var reader = await connection.ExecuteReaderAsync(command);
        return await ReadMessagesAsync(reader, cancellationToken);
    }

    private static async Task<bool> IsRareAsync(DbConnection connection, MessageFilter filter, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition(
            "select count(*) from (select 1 from delivery where state = @state limit @enough) found",
            new { state = (short)filter.State.GetValueOrDefault(), enough = RareState },
            cancellationToken: cancellationToken);
        return await connection.ExecuteScalarAsync<long>(command) < RareState;
    }

    // All members of a group have the same.
    private static Task<string?> CauseRecipientAsync(DbConnection connection, string cause, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<string?>(new CommandDefinition("select recipient from delivery where cause = @cause limit 1", new { cause }, cancellationToken: cancellationToken));

    private async Task<List<(long Row, MessageView View)>> ReadMessagesAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var messages = new List<(long Row, MessageView View)>();
        var deliveries = new List<DeliveryView>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = reader.GetInt64(0);
            if (messages.Count == 0 || messages[^1].Row != row)
            {
                deliveries = [];
                messages.Add((row, ReadMessage(reader, deliveries)));
            }

            if (!reader.IsDBNull(FirstDeliveryColumn))
            {
                deliveries.Add(ReadDelivery(reader));
            }
        }

        return messages;
    }

    private MessageView ReadMessage(DbDataReader reader, IReadOnlyList<DeliveryView> deliveries) => new()
    {
        TrackingId = dialect.ReadId(reader, 1),
        Sender = reader.GetString(2),
        MessageId = reader.GetString(3),
        Type = reader.GetString(4),
        Recipient = reader.TextOrNull(5),
        Network = reader.TextOrNull(6),
        CaseId = reader.TextOrNull(7),
        InReplyTo = reader.TextOrNull(8),
        TraceParent = reader.TextOrNull(9),
        ReceivedAt = dialect.ReadTime(reader, 10),
        Size = reader.GetInt32(11),
        Outcome = (MessageOutcome)reader.GetInt16(12),
        Problems = StoredJson.Read<Problem>(reader.TextOrNull(13)),
        Deliveries = deliveries,
    };

    private DeliveryView ReadDelivery(DbDataReader reader) => new()
    {
        DeliveryId = dialect.ReadId(reader, FirstDeliveryColumn),
        Recipient = reader.GetString(FirstDeliveryColumn + 1),
        State = (DeliveryState)reader.GetInt16(FirstDeliveryColumn + 2),
        Code = reader.TextOrNull(FirstDeliveryColumn + 3),
        Attempts = reader.GetInt32(FirstDeliveryColumn + 4),
        ChangedAt = dialect.ReadTime(reader, FirstDeliveryColumn + 5),
        By = reader.TextOrNull(FirstDeliveryColumn + 6),
        DueAt = dialect.TimeOrNull(reader, FirstDeliveryColumn + 7),
        PayloadExpiresAt = dialect.TimeOrNull(reader, FirstDeliveryColumn + 8),
    };

    private DeliveryEvent ReadEvent(DbDataReader reader) => new()
    {
        DeliveryId = dialect.ReadId(reader, 0),
        State = (DeliveryState)reader.GetInt16(1),
        At = dialect.ReadTime(reader, 2),
        Code = reader.TextOrNull(3),
        By = reader.GetString(4),
    };

    private static DeliveryEvent Recorded(MessageView message, DeliveryView delivery) =>
        new() { DeliveryId = delivery.DeliveryId, State = DeliveryState.Queued, At = message.ReceivedAt, By = "broker" };
}
