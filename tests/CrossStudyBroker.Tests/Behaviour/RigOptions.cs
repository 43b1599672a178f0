using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>What a test wants other than usual.</summary>
internal sealed record RigOptions
{
    /// <summary>Further configuration.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    /// <summary>Puts something around the store.</summary>
    public Func<ITrackerStore, ITrackerStore> Store { get; init; } = store => store;

    /// <summary>Takes all logs, from Trace on.</summary>
    public CapturedLogs? Logs { get; init; }

    /// <summary>Changes the directory before the host starts.</summary>
    public Action<RigDirectory> Directory { get; init; } = _ => { };

    /// <summary>Further services.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
