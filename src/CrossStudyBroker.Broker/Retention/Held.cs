namespace CrossStudyBroker.Broker.Retention;

/// <summary>How much of one sort of thing is held just now: of all, or what one institution is a party to.</summary>
public sealed record Held
{
    /// <summary>What it is; one of <see cref="HeldThings"/>.</summary>
    public required string What { get; init; }

    /// <summary>How many.</summary>
    public required long Number { get; init; }

    /// <summary>Since when the oldest is held; null without any, or where that is not kept.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>When the next of them is erased at the latest; null without any, or where no clock erases them.</summary>
    public DateTimeOffset? NextErasedAt { get; init; }

    /// <summary>Name of the clock that erases them; null where none does.</summary>
    public string? Clock { get; init; }
}
