namespace CrossStudyBroker.Broker.Contacts;

/// <summary>When an institution gave its last sign of life, and whether calls to it are broken off.</summary>
public sealed record Contact
{
    /// <summary>Institution code.</summary>
    public required string Institution { get; init; }

    /// <summary>When it last sent something, or its adapter last answered; null: never.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Since when its circuit has opened again and again; null while its adapter answers.</summary>
    public DateTimeOffset? BrokenSince { get; init; }

    /// <summary>How long its circuit stays open; then it is tried again.</summary>
    public DateTimeOffset? BrokenUntil { get; init; }
}
