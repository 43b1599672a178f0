using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Dashboard.Api.Transfers;

namespace CrossStudyBroker.Dashboard.Api.Jobs;

/// <summary>A bulk job as the HTTP API shows it.</summary>
internal sealed record JobDto
{
    public required Guid Id { get; init; }
    public required string Verb { get; init; }
    public required string State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required ActorDto By { get; init; }
    public string? Note { get; init; }
    public required JobSetDto Set { get; init; }
    public required int PerSecond { get; init; }
    public required int Total { get; init; }

    /// <summary>How many of its deliveries are in each state.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }
    public required IReadOnlyList<CodeDto> Codes { get; init; }

    /// <summary>Why it stopped by itself.</summary>
    public ReasonDto? Reason { get; init; }

    /// <summary>What may be done with it now.</summary>
    public required IReadOnlyList<string> Possible { get; init; }

    public static JobDto Of(Job job) => new()
    {
        Id = job.Id,
        Verb = "retry",
        State = JobNames.Of(job.State),
        CreatedAt = job.CreatedAt,
        ChangedAt = job.ChangedAt,
        By = ActorDto.Of(job.By),
        Note = job.Note,
        Set = JobSetDto.Of(job.Set),
        PerSecond = job.PerSecond,
        Total = job.Total,
        Counts = job.Counts.ToDictionary(count => JobNames.Of(count.Key), count => count.Value, StringComparer.Ordinal),
        Codes = [.. job.Codes.Select(count => new CodeDto(JobNames.Of(count.State), count.Code, count.Count))],
        Reason = job.Reason is { } reason ? new ReasonDto(reason, ProblemResults.CauseOf(reason), ProblemResults.RemedyOf(reason), job.Failure) : null,
        Possible = [.. BulkJobs.Possible(job).Select(JobNames.Of)],
    };

    /// <summary>How many failed again or were left out with a code.</summary>
    internal sealed record CodeDto(string State, string? Code, int Count);

    /// <summary>Why a job stopped by itself: code and words, and the failure that made it stop.</summary>
    internal sealed record ReasonDto(string Code, string Why, string? Remedy, string? Failure);
}
