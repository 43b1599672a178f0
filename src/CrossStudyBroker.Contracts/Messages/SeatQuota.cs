namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Seats kept for networks. Information only (R10).</summary>
public sealed record SeatQuota
{
    /// <summary>The networks.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>Least.</summary>
    public int? MinSeats { get; init; }

    /// <summary>Most.</summary>
    public int? MaxSeats { get; init; }
}
