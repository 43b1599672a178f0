using System.Data.Common;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// Erases traces: message, deliveries, events, and whatever else is kept of them. Deliveries go first: whoever changes one at that moment either has
/// finished, and what it wrote is erased too, or finds it gone.
/// </summary>
internal sealed class TraceErasing(ITrackerDatabase database, Ledger ledger)
{
    // From one value to the next by the index: there are few values and many messages.
    private const string SelectNetworks = """
        with recursive known as (
          select min(network) as network from message
          union all
          select (select min(m.network) from message m where m.network > known.network) from known where known.network is not null)
        select network from known where network is not null
        """;

    private const string SelectOfNetwork = "select id from message where network = @network and received_at < @before order by received_at limit @piece";

    private const string SelectOfNone = "select id from message where network is null and received_at < @before order by received_at limit @piece";

    private readonly string _deleteDeliveries =
        $"delete from delivery where message {database.Dialect.In("ids")} returning delivery_id, message, recipient, state, cause";

    private readonly string _deleteMessages =
        $"delete from message where id {database.Dialect.In("ids")} returning id, tracking_id, sender, recipient, type, outcome, cause, received_at";

    private readonly string _deletePayloads = $"delete from vault where delivery_id {database.Dialect.In("deliveries")} returning delivery_id";

    private readonly string _deleteRest = $"""
        delete from event where message {database.Dialect.In("ids")};
        delete from student where message {database.Dialect.In("ids")};
        delete from party where institution {database.Dialect.In("institutions")} and received_at >= @since and received_at <= @until and message {database.Dialect.In("ids")}
        """;

    /// <summary>The networks of all messages, and null for those without one.</summary>
    public static async Task<IReadOnlyList<string?>> NetworksAsync(DbConnection connection, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<string?>(new CommandDefinition(SelectNetworks, cancellationToken: cancellationToken)), null];

    /// <summary>Erases the oldest traces of a network, or of none, that were received before a time; returns how many.</summary>
    public Task<int> EraseAsync(string? network, DateTimeOffset before, int piece, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var found = await connection.QueryAsync<long>(new CommandDefinition(
                network is null ? SelectOfNone : SelectOfNetwork, new { network, before = database.Dialect.Time(before), piece }, cancellationToken: cancellationToken));
            var ids = found.ToArray();
            if (ids.Length == 0)
            {
                return 0;
            }

            var deliveries = await connection.RowsAsync(new CommandDefinition(_deleteDeliveries, new { ids }, cancellationToken: cancellationToken), ReadDelivery);
            var messages = await connection.RowsAsync(new CommandDefinition(_deleteMessages, new { ids }, cancellationToken: cancellationToken), ReadMessage);
            if (messages.Count > 0) // otherwise another replica was faster
            {
                await DeleteRestAsync(connection, ids, messages, deliveries, cancellationToken);
                await CountAsync(connection, messages, deliveries, cancellationToken);
                await NoteAsync(connection, messages, await DeletePayloadsAsync(connection, deliveries, cancellationToken), now, cancellationToken);
            }

            return messages.Count;
        },
        cancellationToken);

    private Delivery ReadDelivery(DbDataReader row) => new(database.Dialect.ReadId(row, 0), row.GetInt64(1), row.GetString(2), row.GetInt16(3), row.TextOrNull(4));

    private Message ReadMessage(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        TrackingId = database.Dialect.ReadId(row, 1),
        Sender = row.GetString(2),
        Recipient = row.TextOrNull(3),
        Type = row.GetString(4),
        IsRefused = row.GetInt16(5) == (short)MessageOutcome.Refused,
        Cause = row.TextOrNull(6),
        ReceivedAt = database.Dialect.ReadTime(row, 7),
    };

    private async Task<List<Guid>> DeletePayloadsAsync(DbConnection connection, List<Delivery> deliveries, CancellationToken cancellationToken)
    {
        if (deliveries.Count == 0)
        {
            return [];
        }

        var parameters = new DynamicParameters();
        parameters.Add("deliveries", database.Dialect.Ids(deliveries.Select(delivery => delivery.Id)));
        return await connection.RowsAsync(new CommandDefinition(_deletePayloads, parameters, cancellationToken: cancellationToken), row => database.Dialect.ReadId(row, 0));
    }

    private Task<int> DeleteRestAsync(DbConnection connection, long[] ids, List<Message> messages, List<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            ids,
            institutions = messages.Select(message => message.Sender).Concat(deliveries.Select(delivery => delivery.Recipient)).Distinct(StringComparer.Ordinal).ToArray(),
            since = database.Dialect.Time(messages.Min(message => message.ReceivedAt)),
            until = database.Dialect.Time(messages.Max(message => message.ReceivedAt)),
        };
        return connection.ExecuteAsync(new CommandDefinition(_deleteRest, parameters, cancellationToken: cancellationToken));
    }

    private Task CountAsync(DbConnection connection, List<Message> messages, List<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var (counts, byId) = (new SweptCounts(messages[0].ReceivedAt), messages.ToDictionary(message => message.Id));
        foreach (var delivery in deliveries)
        {
            counts.AddDelivery(byId[delivery.Message].Sender, delivery.Recipient, byId[delivery.Message].Type, delivery.State, delivery.Cause);
        }

        foreach (var message in messages.Where(message => message.IsRefused))
        {
            counts.AddRefused(message.Sender, message.Recipient, message.Type, message.Cause);
        }

        return counts.WriteAsync(connection, database, cancellationToken);
    }

    private async Task NoteAsync(DbConnection connection, List<Message> messages, List<Guid> payloads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ledger.AddAsync(
            connection, payloads.ConvertAll(id => new Erasure { At = now, What = ErasedThings.Payload, DeliveryId = id, Reason = ErasedThings.Trace, Count = 1 }), cancellationToken);
        await ledger.AddManyAsync(connection, ErasedThings.Trace, [.. messages.Select(message => (message.TrackingId.ToString(), message.ReceivedAt))], now, cancellationToken);
    }

    private sealed record Delivery(Guid Id, long Message, string Recipient, short State, string? Cause);

    private sealed record Message
    {
        public required long Id { get; init; }
        public required Guid TrackingId { get; init; }
        public required string Sender { get; init; }
        public required string? Recipient { get; init; }
        public required string Type { get; init; }
        public required bool IsRefused { get; init; }
        public required string? Cause { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
    }
}
