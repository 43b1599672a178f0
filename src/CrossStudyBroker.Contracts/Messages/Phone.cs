namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A telephone number.</summary>
public sealed record Phone
{
    /// <summary>The number, preferably with the country prefix.</summary>
    public required string Number { get; init; }

    /// <summary>What it is, for instance home or work.</summary>
    public string? Description { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Phone);
}
