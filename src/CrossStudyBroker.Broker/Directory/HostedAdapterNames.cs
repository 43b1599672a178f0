namespace CrossStudyBroker.Broker.Directory;

/// <summary>Names of the adapter classes that this process can host; null where another process hosts them.</summary>
public sealed record HostedAdapterNames(IReadOnlyCollection<string>? Names);
