namespace CrossStudyBroker.Host.Hosting;

/// <summary>What a process can be.</summary>
internal static class Roles
{
    /// <summary>Takes messages from lanes and delivers them.</summary>
    public const string Broker = "broker";

    /// <summary>Hosts .NET adapters.</summary>
    public const string Adapters = "adapters";

    /// <summary>HTTP API and pages.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>The reference SIS as adapter of the sample institutions; demonstration only.</summary>
    public const string ReferenceSis = "reference-sis";
}
