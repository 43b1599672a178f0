namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Where the tracker keeps what it knows.</summary>
public enum StoreKind
{
    /// <summary>One SQLite file in the data folder (embedded).</summary>
    Sqlite,

    /// <summary>A PostgreSQL database (production).</summary>
    Postgres,
}
