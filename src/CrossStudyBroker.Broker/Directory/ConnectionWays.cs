namespace CrossStudyBroker.Broker.Directory;

/// <summary>Which ways of connecting an institution work here; the directory is held against it.</summary>
/// <param name="HostedAdapters">Names of the adapter classes that this process can host; null where another process hosts them.</param>
/// <param name="Amqp">True if institutions can connect by AMQP, which the in-memory transport does not offer.</param>
public sealed record ConnectionWays(IReadOnlyCollection<string>? HostedAdapters, bool Amqp)
{
    /// <summary>Anything goes: for checking files by themselves.</summary>
    public static ConnectionWays Any { get; } = new(null, true);
}
