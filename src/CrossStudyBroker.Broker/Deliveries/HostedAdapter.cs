using CrossStudyBroker.Adapters;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>An adapter class that this process can host for institutions whose directory entry names it.</summary>
/// <param name="Name">The name in the directory (<c>"adapter": { "way": "dotnet", "name": … }</c>).</param>
/// <param name="Create">Makes the adapter of one institution; it sends by the lane given.</param>
public sealed record HostedAdapter(string Name, Func<IServiceProvider, string, ILane, ISisAdapter> Create);
