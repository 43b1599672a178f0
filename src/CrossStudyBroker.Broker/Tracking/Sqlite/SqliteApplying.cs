namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Applies delivery changes one by one inside the batch's transaction.</summary>
internal static class SqliteApplying
{
    private const string Select = """
        select d.message, d.state, d.recipient, m.tracking_id, m.sender, m.message_id, m.type, m.case_id
        from delivery d join message m on m.id = d.message
        where d.delivery_id = ?1
        """;

    private const string NotePublished = "update delivery set published = 1 where delivery_id = ?1 and not published";

    // Queued again means to be published again.
    private const string Move = """
        update delivery
        set state = ?2, published = case when ?2 = 30 then 0 else published end, code = ?3, attempts = coalesce(?4, attempts), changed_at = ?5
        where delivery_id = ?1
        """;

    private const string InsertEvent = """
        insert into event (message, delivery_id, state, at, code, told_by) values (?1, ?2, ?3, ?4, ?5, ?6)
        """;

    private const string ErasePayload = "delete from vault where delivery_id = ?1";

    private const string StorePayload = """
        insert into vault (delivery_id, ciphertext, wrapped_key, key_id, expires_at) values (?1, ?2, ?3, ?4, ?5)
        on conflict (delivery_id) do update set
          ciphertext = excluded.ciphertext, wrapped_key = excluded.wrapped_key, key_id = excluded.key_id, expires_at = excluded.expires_at
        """;

    /// <summary>The changes that moved a delivery, in the order given.</summary>
    public static IReadOnlyList<DeliveryChanged> Apply(SqliteSession session, IReadOnlyList<DeliveryChange> changes)
    {
        var effective = new List<DeliveryChanged>(changes.Count);
        foreach (var change in changes)
        {
            if (Apply(session, change) is { } changed)
            {
                effective.Add(changed);
            }
        }

        return effective;
    }

    private static DeliveryChanged? Apply(SqliteSession session, DeliveryChange change)
    {
        using var delivery = session.Read(Select, change.DeliveryId);
        if (!delivery.Next())
        {
            return null;
        }

        var (message, state) = (delivery.Number(0), (DeliveryState)delivery.Number(1));
        if (state == DeliveryState.Queued && change.State == DeliveryState.Queued)
        {
            session.Execute(NotePublished, change.DeliveryId);
            return null;
        }

        if (change.OnlyPublished || !DeliveryStates.MayBecome(state, change.State))
        {
            return null;
        }

        var code = StoredText.OfOptional(change.Code);
        session.Execute(Move, change.DeliveryId, change.State, code, change.Attempts, change.At);
        session.Execute(InsertEvent, message, change.DeliveryId, change.State, change.At, code, StoredText.Of(change.By));
        KeepOrErasePayload(session, change);
        return Changed(delivery, change);
    }

    private static void KeepOrErasePayload(SqliteSession session, DeliveryChange change)
    {
        if (DeliveryTransitions.ErasesPayload(change.State))
        {
            session.Execute(ErasePayload, change.DeliveryId);
        }
        else if (change.Payload is { } payload)
        {
            session.Execute(
                StorePayload, change.DeliveryId, payload.Ciphertext, payload.WrappedKey, payload.KeyId, payload.ExpiresAt);
        }
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
    };
}
