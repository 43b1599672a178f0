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

    // Rows that one page looks at where few fit.
    private const int Stride = 2_000;

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
        var stored = new List<DeliveryEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            stored.Add(ReadEvent(reader));
        }

        return message with { Deliveries = deliveries, Events = EventsOf(message, deliveries, stored) };
    }

    /// <summary>A page of messages, newest first.</summary>
    public async Task<MessagePage> ListAsync(DbConnection connection, MessageFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Limit is < 1 or > 200)
        {
            throw new InvalidFilterException("limit: expected a whole number from 1 to 200.");
        }

        MessageCursor? cursor = filter.Cursor is null ? null : MessageCursor.Parse(filter.Cursor);
        if (ListQuery.IsOfOthers(filter))
        {
            return new MessagePage([], null);
        }

        var query = new ListQuery(filter, cursor, dialect);
        var (found, floor) = ListQuery.IsOfFew(filter)
            ? (await ReadRowsAsync(connection, query.Few(cancellationToken), cancellationToken), null)
            : await WalkAsync(connection, filter, query, cancellationToken);
        if (found.Count <= filter.Limit)
        {
            return new MessagePage([.. found.Select(m => m.View)], floor?.ToString()) { SearchedTo = floor?.ReceivedAt };
        }

        var (row, last) = found[filter.Limit - 1];
        return new MessagePage([.. found.Take(filter.Limit).Select(m => m.View)], new MessageCursor(last.ReceivedAt, row).ToString());
    }

    /// <summary>The rows of a page, and one more if another page follows; and how far down was looked, if that was not to the end.</summary>
    private async Task<(List<(long Row, MessageView View)> Found, MessageCursor? Floor)> WalkAsync(
        DbConnection connection, MessageFilter filter, ListQuery query, CancellationToken cancellationToken)
    {
        var choices = Walks.Of(filter, dialect.WantsIndexConditions);
        if (choices is [var only] && query.AllFit(only))
        {
            return (await ReadRowsAsync(connection, query.Page(only, floor: null, cancellationToken), cancellationToken), null);
        }

        // Of two choices, the one whose rows reach further down has fewer.
        var (walks, floor) = choices.Zip(await FloorsAsync(connection, choices.Count, query.Floors(choices, Stride, cancellationToken), cancellationToken))
            .MinBy(choice => choice.Second is { } place ? (place.ReceivedAt, place.Row) : (DateTimeOffset.MinValue, 0));
        return (await ReadRowsAsync(connection, query.Page(walks, floor, cancellationToken), cancellationToken), floor);
    }

    // Of a choice's walks the highest: below it some may not have looked.
    private async Task<MessageCursor?[]> FloorsAsync(DbConnection connection, int choices, CommandDefinition command, CancellationToken cancellationToken)
    {
        var highest = new MessageCursor?[choices];
        await using var reader = await connection.ExecuteReaderAsync(command);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (choice, place) = (reader.GetInt32(0), new MessageCursor(dialect.ReadTime(reader, 1), reader.GetInt64(2)));
            highest[choice] = highest[choice] is { } other && (other.ReceivedAt, other.Row).CompareTo((place.ReceivedAt, place.Row)) > 0 ? other : place;
        }

        return highest;
    }

    private async Task<List<(long Row, MessageView View)>> ReadRowsAsync(DbConnection connection, CommandDefinition command, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(command);
        return await ReadMessagesAsync(reader, cancellationToken);
    }

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

    /// <summary>
    /// The first event of a delivery is the recording of its message and the last one is how it stands; only those in between are stored. Of one
    /// delivery they keep their order, whatever the clocks said that told their times.
    /// </summary>
    private static List<DeliveryEvent> EventsOf(MessageView message, IReadOnlyList<DeliveryView> deliveries, List<DeliveryEvent> stored)
    {
        var latest = new Dictionary<Guid, DateTimeOffset>();
        return
        [
            .. deliveries.Select(delivery => Recorded(message, delivery)),
            .. stored.Where(happened => deliveries.Any(delivery => delivery.DeliveryId == happened.DeliveryId))
                .Concat(deliveries.Where(delivery => delivery.By is not null).Select(Last))
                .Select(happened => (Happened: happened, At: latest[happened.DeliveryId] = Later(latest.GetValueOrDefault(happened.DeliveryId), happened.At)))
                .OrderBy(timed => timed.At).Select(timed => timed.Happened),
        ];
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DeliveryEvent Last(DeliveryView delivery) => new()
    {
        DeliveryId = delivery.DeliveryId,
        State = delivery.State,
        At = delivery.ChangedAt,
        Code = delivery.Code,
        By = delivery.By!, // asked for those that have it
    };

    private static DeliveryEvent Recorded(MessageView message, DeliveryView delivery) =>
        new() { DeliveryId = delivery.DeliveryId, State = DeliveryState.Queued, At = message.ReceivedAt, By = "broker" };
}
