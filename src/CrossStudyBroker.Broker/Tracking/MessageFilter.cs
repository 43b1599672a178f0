namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Which messages to list. All conditions hold together; null or an empty list leaves one out.</summary>
public sealed record MessageFilter
{
    /// <summary>Messages on a page where nothing else is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Only what this institution sent or was sent; deliveries to others are left out where it is not the sender.</summary>
    public string? VisibleTo { get; init; }

    /// <summary>Of each thing that is asked for, one of these.</summary>
    public MessageTerms AnyOf { get; init; } = MessageTerms.None;

    /// <summary>None of these.</summary>
    public MessageTerms NoneOf { get; init; } = MessageTerms.None;

    /// <summary>The broker's answer.</summary>
    public MessageOutcome? Outcome { get; init; }

    /// <summary>Members of this cause group; the same delivery as in <see cref="AnyOf"/>.</summary>
    public string? Cause { get; init; }

    /// <summary>About a student with one of these hashed identifiers; empty leaves the condition out.</summary>
    public IReadOnlyList<byte[]> Students { get; init; } = [];

    /// <summary>Received at or after, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Opaque cursor of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>Rows per page, 1–200.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The one institution of <see cref="AnyOf"/>.</summary>
    public string? Institution
    {
        get => Single(AnyOf.Institutions);
        init => AnyOf = AnyOf with { Institutions = List(value) };
    }

    /// <summary>The one kind of <see cref="AnyOf"/>.</summary>
    public string? Kind
    {
        get => Single(AnyOf.Kinds);
        init => AnyOf = AnyOf with { Kinds = List(value) };
    }

    /// <summary>The one state of <see cref="AnyOf"/>.</summary>
    public DeliveryState? State
    {
        get => AnyOf is { States: [var state], DryRun: false } ? state : null;
        init => AnyOf = AnyOf with { States = value is { } state ? [state] : [] };
    }

    /// <summary>The one case id of <see cref="AnyOf"/>.</summary>
    public string? CaseId
    {
        get => Single(AnyOf.CaseIds);
        init => AnyOf = AnyOf with { CaseIds = List(value) };
    }

    /// <summary>The one id of <see cref="AnyOf"/>.</summary>
    public string? MessageId
    {
        get => Single(AnyOf.Ids);
        init => AnyOf = AnyOf with { Ids = List(value) };
    }

    private static string? Single(IReadOnlyList<string> values) => values is [var value] ? value : null;

    private static IReadOnlyList<string> List(string? value) => value is null ? [] : [value];
}
