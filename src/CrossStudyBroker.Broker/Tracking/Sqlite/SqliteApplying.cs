using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Applies delivery changes one by one inside the batch's transaction.</summary>
internal static class SqliteApplying
{
    private const string Select = """
        select d.message, d.state, d.recipient, m.tracking_id, m.sender, m.message_id, m.type, m.case_id, d.cause, m.replaces, d.changed_at, d.code, d.told_by
        from delivery d join message m on m.id = d.message
        where d.delivery_id = ?1
        """;

    private const string NotePublished = "update delivery set published = 1, due_at = null where delivery_id = ?1 and not published";

    // Queued again means to be published again.
    private const string Move = """
        update delivery
        set state = ?2, published = case when ?2 = 30 then 0 else published end, code = ?3, attempts = coalesce(?4, attempts),
          changed_at = ?5, tries = coalesce(?6, tries), told_by = ?7, due_at = ?8, cause = ?9
        where delivery_id = ?1
        """;

    private const string InsertEvent = """
        insert into event (message, delivery_id, state, at, code, told_by) values (?1, ?2, ?3, ?4, ?5, ?6)
        """;

    private const string ErasePayload = "delete from vault where delivery_id = ?1";

    private const string NoteErased = "insert into ledger (at, what, delivery_id, reason, count) values (?1, 'payload', ?2, ?3, 1)";

    private const string StoreFirst = """
        insert into vault (delivery_id, ciphertext, wrapped_key, key_id, kept_at, expires_at) values (?1, ?2, ?3, ?4, ?5, ?6)
        on conflict do nothing
        """;

    // The time for which a payload is kept counts from when the delivery first waited, also where it was on its queue in between.
    private const string StoreAgain = """
        insert into vault (delivery_id, ciphertext, wrapped_key, key_id, kept_at, expires_at)
        select ?1, ?2, ?3, ?4, ?5, min(?6, ?6 - ?5 + coalesce((
          select min(waiting.at) from (
            select e.at from delivery d join event e on e.message = d.message and e.delivery_id = ?1 where d.delivery_id = ?1 and e.state in (40, 50, 80)
            union all
            select d.changed_at from delivery d where d.delivery_id = ?1 and d.state in (40, 50, 80)) waiting), ?5))
        on conflict do nothing
        """;

    /// <summary>The changes that moved a delivery, in the order given.</summary>
    public static IReadOnlyList<DeliveryChanged> Apply(SqliteSession session, IReadOnlyList<DeliveryChange> changes)
    {
        var (effective, tally) = (new List<DeliveryChanged>(changes.Count), new CountTally());
        foreach (var change in changes)
        {
            if (Apply(session, change, tally) is { } changed)
            {
                effective.Add(changed);
            }
        }

        SqliteCounting.Write(session, tally);
        return effective;
    }

    private static DeliveryChanged? Apply(SqliteSession session, DeliveryChange change, CountTally tally)
    {
        using var delivery = session.Read(Select, change.DeliveryId);
        if (!delivery.Next())
        {
            return null;
        }

        var (message, state, recipient) = (delivery.Number(0), (DeliveryState)delivery.Number(1), delivery.Text(2));
        if (state == DeliveryState.Queued && change.State == DeliveryState.Queued)
        {
            session.Execute(NotePublished, change.DeliveryId);
            return null;
        }

        if (change.OnlyPublished || !DeliveryStates.MayBecome(state, change.State))
        {
            KeepPayload(session, change.DeliveryId, DeliveryTransitions.Waits(state) ? change.Payload : null);
            return null;
        }

        var (code, by) = (StoredText.OfOptional(change.Code), StoredText.Of(change.By));
        session.Execute(Move, change.DeliveryId, change.State, code, change.Attempts, change.At, change.Tries, by, change.DueAt, Count(delivery, change, by, tally));
        if (delivery.TextOrNull(12) is { } told) // how it stands now, it says itself, and that it was recorded is nobody's word
        {
            session.Execute(InsertEvent, message, change.DeliveryId, state, delivery.Time(10), delivery.TextOrNull(11), told);
        }

        if (DeliveryTransitions.ErasesPayload(change.State))
        {
            if (session.Execute(ErasePayload, change.DeliveryId) > 0)
            {
                session.Execute(NoteErased, change.At, change.DeliveryId, ErasureReasons.Of(change.State));
            }

            SqliteOrder.Leave(session, message, recipient, change.At);
        }
        else
        {
            KeepPayload(session, change.DeliveryId, change.Payload);
        }

        if (delivery.TextOrNull(9) is { } replaced && CauseRules.Corrects(change.State))
        {
            SqliteCorrecting.Correct(session, delivery.Text(4), replaced, message, recipient, change.At, tally);
        }

        if (change.State == DeliveryState.Held)
        {
            SqliteOrder.Hold(session, change.DeliveryId, change.At);
        }

        return Changed(delivery, change);
    }

    /// <summary>Keeps the payload of a delivery that is recorded just now.</summary>
    public static void KeepFirst(SqliteSession session, Guid deliveryId, SealedPayload? payload) => Keep(session, StoreFirst, deliveryId, payload);

    /// <summary>One that is kept already stays.</summary>
    private static void KeepPayload(SqliteSession session, Guid deliveryId, SealedPayload? payload) => Keep(session, StoreAgain, deliveryId, payload);

    private static void Keep(SqliteSession session, string statement, Guid deliveryId, SealedPayload? payload)
    {
        if (payload is not null)
        {
            session.Execute(statement, deliveryId, payload.Ciphertext, payload.WrappedKey, payload.KeyId, payload.KeptAt, payload.ExpiresAt);
        }
    }

    /// <summary>Counts the change; returns the group of failures that the delivery is in from now on.</summary>
    private static string? Count(SqliteStatement.Rows delivery, DeliveryChange change, string by, CountTally tally)
    {
        var (recipient, type, before, code) = (delivery.Text(2), delivery.Text(6), delivery.TextOrNull(8), CauseRules.CodeOf(change.Code));
        var after = CauseRules.After(change.State, before, code, by, recipient, type);
        var fails = CauseRules.Fails(change.State);
        tally.Add(new CountChange
        {
            Sender = delivery.Text(4),
            Recipient = recipient,
            Type = type,
            Before = (short)delivery.Number(1),
            After = (short)change.State,
            CauseBefore = before,
            CauseAfter = after,
            Code = fails ? code : null,
            Step = fails ? by : null,
            Number = 1,
            FirstAt = change.At,
            LastAt = change.At,
        });
        return after;
    }

    private static DeliveryChanged Changed(SqliteStatement.Rows delivery, DeliveryChange change) => new()
    {
        TrackingId = delivery.Id(3),
        DeliveryId = change.DeliveryId,
        Sender = delivery.Text(4),
        MessageId = delivery.Text(5),
        Type = delivery.Text(6),
        CaseId = delivery.TextOrNull(7),
        Recipient = delivery.Text(2),
        State = change.State,
        At = StoredTime.Of(change.At),
        Code = change.Code,
        Note = change.Note,
    };
}
