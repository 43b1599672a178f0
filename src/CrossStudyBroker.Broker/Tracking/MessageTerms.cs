namespace CrossStudyBroker.Broker.Tracking;

/// <summary>
/// Values that messages are looked for by, a list for each thing that has them; an empty list leaves that thing out. What is said of deliveries
/// (institutions, senders, recipients, states, codes, attempts) is asked of one and the same delivery; a message that has none counts as one delivery
/// of its sender that nobody tried, in the state that the message is shown with.
/// </summary>
public sealed record MessageTerms
{
    /// <summary>Nothing is asked for.</summary>
    public static MessageTerms None { get; } = new();

    /// <summary>Sender or recipient of the delivery.</summary>
    public IReadOnlyList<string> Institutions { get; init; } = [];

    /// <summary>Sender of the delivery.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];

    /// <summary>Recipient of the delivery.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Network that the message names.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Message kind, such as "enrolment".</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Message type, such as "crossstudy.enrolment.requested.v1".</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>State of the delivery. <see cref="DeliveryState.Refused"/> is also that of what the broker refused, <see cref="DeliveryState.Processed"/> that of what nobody receives.</summary>
    public IReadOnlyList<DeliveryState> States { get; init; } = [];

    /// <summary>True adds dry runs to <see cref="States"/>.</summary>
    public bool DryRun { get; init; }

    /// <summary>Problem code of the delivery, or the first one of the message.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>How often the delivery was tried.</summary>
    public IReadOnlyList<AttemptRange> Attempts { get; init; } = [];

    /// <summary>Case id.</summary>
    public IReadOnlyList<string> CaseIds { get; init; } = [];

    /// <summary>The sender's own message id, or the tracking id.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>True if a state is asked for.</summary>
    internal bool AsksState => States.Count > 0 || DryRun;

    /// <summary>True if something is asked of a delivery.</summary>
    internal bool AsksDelivery => AsksState || Institutions.Count + Senders.Count + Recipients.Count + Codes.Count + Attempts.Count > 0;

    /// <summary>How many things are asked for.</summary>
    internal int Count =>
        new[] { Institutions.Count, Senders.Count, Recipients.Count, Networks.Count, Kinds.Count, Types.Count, Codes.Count, Attempts.Count, CaseIds.Count, Ids.Count }.Count(values => values > 0)
        + (AsksState ? 1 : 0);
}
