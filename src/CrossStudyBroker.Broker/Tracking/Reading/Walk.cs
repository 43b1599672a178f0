namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>
/// An index that holds messages or deliveries of one sort in the order of time. A page walks it from the newest on and checks every other condition on the way,
/// so it costs about what it shows.
/// </summary>
/// <param name="Table">Table and alias: "message m", "party p" or "delivery s".</param>
/// <param name="Time">Column of the time.</param>
/// <param name="Row">Column of the message's row number.</param>
/// <param name="Key">What the index is asked for; null: all.</param>
/// <param name="Value">Value of the parameter <c>@key</c> in it.</param>
/// <param name="Answered">What need not be checked on the way.</param>
internal sealed record Walk(string Table, string Time, string Row, string? Key, object? Value, Asked Answered = Asked.Nothing)
{
    /// <summary>Institution that sent, or was sent, all of its rows; null: not known.</summary>
    public string? Of { get; init; }

    /// <summary>True if rows are deliveries, of which a message may have several.</summary>
    public bool IsOfDeliveries => Table == DeliveryTable;

    /// <summary>True if rows are messages themselves.</summary>
    public bool IsOfMessages => Table == MessageTable;

    /// <summary>True if rows are what an institution sent or was sent.</summary>
    public bool IsOfParty => Table == PartyTable;

    private const string PartyTable = "party p";
    private const string MessageTable = "message m";
    private const string DeliveryTable = "delivery s";

    /// <summary>Messages.</summary>
    public static Walk Messages(string? key = null, object? value = null) => new(MessageTable, "m.received_at", "m.id", key, value);

    /// <summary>Deliveries.</summary>
    public static Walk Deliveries(string key, object? value = null) => new(DeliveryTable, "s.received_at", "s.message", key, value);

    /// <summary>What one institution sent or was sent.</summary>
    public static Walk Party(string institution, string? also = null) =>
        new(PartyTable, "p.received_at", "p.message", "p.institution = @key" + also, StoredText.Of(institution)) { Of = institution };
}
