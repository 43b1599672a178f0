namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Deliveries whose moment has come.</summary>
internal static class SqliteDue
{
    // A window over the index by time, then so many of each recipient in the order of their messages.
    private const string Select = """
        with due as (select delivery_id, recipient, message from delivery where due_at is not null and due_at <= ?1 order by due_at limit 2000),
        ranked as (select delivery_id, recipient, message, row_number() over (partition by recipient order by message) as place from due)
        select r.delivery_id, r.recipient, d.state, m.trace_parent, v.ciphertext, v.wrapped_key, v.key_id, v.kept_at, v.expires_at
        from ranked r join delivery d on d.delivery_id = r.delivery_id join message m on m.id = r.message
          left join vault v on v.delivery_id = r.delivery_id
        where r.place <= ?2
        order by r.message, r.recipient
        """;

    private const string SetDue = "update delivery set due_at = ?2 where delivery_id = ?1";

    private const string MakeOneDue = """
        update delivery set due_at = ?2, tries = 0
        where delivery_id = ?1 and state in (50, 80) and exists (select 1 from vault v where v.delivery_id = ?1)
        """;

    private const string MakeAllQueuedDue = "update delivery set due_at = ?1, published = 0 where state = 30";

    /// <summary>Takes them, one after another, so that each sees what the ones before it changed.</summary>
    public static DueDeliveries Take(SqliteSession session, DateTimeOffset now, DateTimeOffset again, int most)
    {
        var (toPublish, changed) = (new List<DueDelivery>(), new List<DeliveryChanged>());
        foreach (var (delivery, state, traceParent) in Read(session, now, most))
        {
            var next = DueRules.Next(state, SqliteOrder.MustWait(session, delivery.DeliveryId, delivery.Recipient), delivery.Payload is not null);
            if (next != state)
            {
                changed.AddRange(SqliteApplying.Apply(session, [DueRules.ToChange(delivery.DeliveryId, next, now)]));
            }

            session.Execute(SetDue, delivery.DeliveryId, next == DeliveryState.Queued ? again : (DateTimeOffset?)null);
            if (next == DeliveryState.Queued)
            {
                toPublish.Add(new DueDelivery(delivery, traceParent));
            }
        }

        return new DueDeliveries(toPublish, changed);
    }

    /// <summary>Makes the given ones due that can be; returns those.</summary>
    public static IReadOnlyList<Guid> Make(SqliteSession session, IReadOnlyCollection<Guid> deliveries, DateTimeOffset now) =>
        [.. deliveries.Where(id => session.Execute(MakeOneDue, id, now) > 0)];

    /// <summary>Makes those due that are on their way.</summary>
    public static int MakeQueued(SqliteSession session, DateTimeOffset now) => session.Execute(MakeAllQueuedDue, now);

    private static List<(DeliveryRecord Delivery, DeliveryState State, string? TraceParent)> Read(SqliteSession session, DateTimeOffset now, int most)
    {
        var due = new List<(DeliveryRecord Delivery, DeliveryState State, string? TraceParent)>();
        using var rows = session.Read(Select, now, most);
        while (rows.Next())
        {
            var payload = rows.TextOrNull(6) is { } keyId ? new SealedPayload(rows.Bytes(4), rows.Bytes(5), keyId, rows.Time(7), rows.Time(8)) : null;
            due.Add((new DeliveryRecord(rows.Id(0), rows.Text(1), payload), (DeliveryState)rows.Number(2), rows.TextOrNull(3)));
        }

        return due;
    }
}
