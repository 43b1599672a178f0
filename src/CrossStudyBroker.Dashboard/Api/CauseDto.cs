using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Languages;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>A cause group, as the HTTP API shows it, with its words in the caller's language.</summary>
internal sealed record CauseDto
{
    public required string Id { get; init; }
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string Cause { get; init; }
    public required string Remedy { get; init; }
    public required string WhoCanFix { get; init; }
    public required string Permanence { get; init; }
    public required string Step { get; init; }
    public string? Recipient { get; init; }
    public string? Type { get; init; }
    public required long Open { get; init; }
    public required long Ended { get; init; }
    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; init; }
    public required IReadOnlyList<long> Hours { get; init; }
    public IReadOnlyList<long>? Days { get; init; }
    public IReadOnlyList<CausePart>? Senders { get; init; }
    public required string Messages { get; init; }

    /// <summary>Maps a group; days and senders only where the group has them.</summary>
    public static CauseDto Of(CauseGroup group, Locale locale)
    {
        var problem = ProblemCatalogue.Find(group.Code) ?? throw new InvalidOperationException($"{group.Code} is grouped by and not in problems.json.");
        return new CauseDto
        {
            Id = group.Id,
            Code = group.Code,
            Title = locale.Of(problem.Title),
            Cause = locale.Of(problem.Cause),
            Remedy = locale.Of(problem.Remedy),
            WhoCanFix = problem.WhoCanFix,
            Permanence = problem.Permanence,
            Step = group.Step,
            Recipient = group.Recipient,
            Type = group.Type,
            Open = group.Open,
            Ended = group.Ended,
            FirstAt = group.FirstAt,
            LastAt = group.LastAt,
            Hours = group.Hours,
            Days = group.Days.Count == 0 ? null : group.Days,
            Senders = group.Senders.Count == 0 ? null : group.Senders,
            Messages = $"/v1/messages?cause={group.Id}",
        };
    }
}
