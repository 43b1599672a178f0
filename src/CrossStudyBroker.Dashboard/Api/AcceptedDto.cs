using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>The answer to a message that was taken, or tried dry.</summary>
internal sealed record AcceptedDto
{
    public required Guid TrackingId { get; init; }
    public required string Id { get; init; }
    public required string Status { get; init; }
    public required bool Repeated { get; init; }
    public required IReadOnlyList<string> Recipients { get; init; }
    public required IReadOnlyList<Problem> Codes { get; init; }
}
