namespace CrossStudyBroker.Broker.Jobs;

/// <summary>What decides how a job goes on.</summary>
internal sealed record JobProgress
{
    /// <summary>Not come to yet.</summary>
    public required int Waiting { get; init; }

    /// <summary>Retries under way.</summary>
    public required int UnderWay { get; init; }

    /// <summary>Results of this run: good ones.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Results of this run: failures.</summary>
    public required int Failed { get; init; }

    /// <summary>The last results of this run, newest first: the failure's code, or null for a good one.</summary>
    public required IReadOnlyList<string?> Last { get; init; }

    /// <summary>How long nothing has moved.</summary>
    public required TimeSpan Still { get; init; }

    /// <summary>How long ago the last retry was begun.</summary>
    public required TimeSpan SinceLast { get; init; }
}
