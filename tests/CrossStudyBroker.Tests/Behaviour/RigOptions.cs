namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>What a test wants other than usual.</summary>
internal sealed record RigOptions
{
    /// <summary>Further configuration.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>Takes all logs, from Trace on.</summary>
    public CapturedLogs? Logs { get; init; }

    /// <summary>Changes the directory before the host starts.</summary>
    public Action<RigDirectory> Directory { get; init; } = _ => { };
}
