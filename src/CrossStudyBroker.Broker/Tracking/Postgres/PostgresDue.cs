using Dapper;
using Npgsql;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>Deliveries whose moment has come. A replica passes over those that another one is just taking.</summary>
internal static class PostgresDue
{
    // A window over the index by time, then so many of each recipient in the order of their messages.
    private const string Select = """
        with due as materialized (select delivery_id, recipient, message from delivery where due_at <= @now order by due_at limit 2000),
        ranked as (select delivery_id, row_number() over (partition by recipient order by message) as place from due)
        select d.delivery_id as DeliveryId, d.recipient as Recipient, d.message as Message, d.state as State
        from delivery d
        where d.delivery_id in (select delivery_id from ranked where place <= @most) and d.due_at <= @now
        for update of d skip locked
        """;

    // What is on its queue already stays ahead there by itself.
    private const string SelectBehind = $"""
        with mine as materialized (
          select d.delivery_id, d.recipient, d.message, m.sender, m.case_id, m.is_state
          from delivery d {PostgresOrder.OfMessage}
          where d.delivery_id = any(@ids)),
        {PostgresOrder.Sharing}
        select s.delivery_id
        from sharing s cross join lateral (
          select from delivery e where e.delivery_id = s.other and (e.state in (40, 50, 80) or (e.state = 30 and not e.published)) for share) e
        where s.message < s.mine
        """;

    private const string SelectPayloads = """
        select d.delivery_id as DeliveryId, m.trace_parent as TraceParent, v.ciphertext as Ciphertext, v.wrapped_key as WrappedKey,
          v.key_id as KeyId, v.kept_at as KeptAt, v.expires_at as ExpiresAt
        from delivery d join message m on m.id = d.message left join vault v on v.delivery_id = d.delivery_id
        where d.delivery_id = any(@ids)
        """;

    private const string SetDue = "update delivery set due_at = case when state = 30 then @again end where delivery_id = any(@ids)";

    private const string Make = """
        update delivery d set due_at = @now, tries = 0
        where d.delivery_id = any(@ids) and d.state in (50, 80) and exists (select 1 from vault v where v.delivery_id = d.delivery_id)
        returning d.delivery_id
        """;

    private const string MakeQueued = "update delivery set due_at = @now, published = false where state = 30";

    /// <summary>Takes them in one transaction.</summary>
    public static async Task<DueDeliveries> TakeAsync(
        NpgsqlConnection connection, DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var due = (await QueryAsync<Row>(connection, Select, new { now, most }, cancellationToken)).OrderBy(row => row.Message).ToList();
        if (due.Count == 0)
        {
            return new DueDeliveries([], []);
        }

        var ids = due.Select(row => row.DeliveryId).ToArray();
        var behind = (await QueryAsync<Guid>(connection, SelectBehind, new { ids }, cancellationToken)).ToHashSet();
        var kept = (await QueryAsync<Kept>(connection, SelectPayloads, new { ids }, cancellationToken)).ToDictionary(row => row.DeliveryId);

        var next = due.ToDictionary(row => row.DeliveryId, row => DueRules.Next((DeliveryState)row.State, behind.Contains(row.DeliveryId), kept[row.DeliveryId].Payload is not null));
        var changes = due.Where(row => next[row.DeliveryId] != (DeliveryState)row.State).Select(row => DueRules.ToChange(row.DeliveryId, next[row.DeliveryId], now)).ToList();
        var changed = changes.Count == 0 ? [] : await PostgresApplying.ApplyAsync(connection, changes, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(SetDue, new { ids, again }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return new DueDeliveries(
            [.. due.Where(row => next[row.DeliveryId] == DeliveryState.Queued)
                .Select(row => new DueDelivery(new DeliveryRecord(row.DeliveryId, row.Recipient, kept[row.DeliveryId].Payload), kept[row.DeliveryId].TraceParent))],
            changed);
    }

    /// <summary>Makes the given ones due that can be; returns those.</summary>
    public static async Task<IReadOnlyList<Guid>> MakeAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. await QueryAsync<Guid>(connection, Make, new { ids = deliveries.ToArray(), now }, cancellationToken)];

    /// <summary>Makes those due that are on their way.</summary>
    public static Task<int> MakeQueuedAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(MakeQueued, new { now }, cancellationToken: cancellationToken));

    private static Task<IEnumerable<T>> QueryAsync<T>(NpgsqlConnection connection, string sql, object parameters, CancellationToken cancellationToken) =>
        connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

    private sealed record Row
    {
        public Guid DeliveryId { get; init; }
        public string Recipient { get; init; } = "";
        public long Message { get; init; }
        public short State { get; init; }
    }

    private sealed record Kept
    {
        public Guid DeliveryId { get; init; }
        public string? TraceParent { get; init; }
        public byte[]? Ciphertext { get; init; }
        public byte[]? WrappedKey { get; init; }
        public string? KeyId { get; init; }
        public DateTime KeptAt { get; init; }
        public DateTime ExpiresAt { get; init; }

        public SealedPayload? Payload => Ciphertext is not null && WrappedKey is not null && KeyId is not null
            ? new SealedPayload(Ciphertext, WrappedKey, KeyId, new DateTimeOffset(KeptAt, TimeSpan.Zero), new DateTimeOffset(ExpiresAt, TimeSpan.Zero))
            : null;
    }
}
