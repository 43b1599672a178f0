namespace CrossStudyBroker.Broker.Contacts;

/// <summary>What happened with an institution since the last note was stored; the newest news of each kind.</summary>
internal sealed record ContactNote
{
    /// <summary>Institution code.</summary>
    public required string Institution { get; init; }

    /// <summary>When it last gave a sign of life.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>True if its adapter answered after its circuit last opened.</summary>
    public bool IsMended { get; init; }

    /// <summary>When its circuit first opened since then.</summary>
    public DateTimeOffset? BrokenAt { get; init; }

    /// <summary>How long the circuit stays open.</summary>
    public DateTimeOffset? BrokenUntil { get; init; }

    /// <summary>This note and a later one.</summary>
    public ContactNote And(ContactNote later) => new()
    {
        Institution = Institution,
        HeardAt = later.HeardAt ?? HeardAt,
        IsMended = IsMended || later.IsMended,
        BrokenAt = later.IsMended ? later.BrokenAt : BrokenAt ?? later.BrokenAt,
        BrokenUntil = later.IsMended ? later.BrokenUntil : later.BrokenUntil ?? BrokenUntil,
    };
}
