namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Which store is used (section "Store").</summary>
public sealed class StoreOptions
{
    /// <summary>Default: SQLite.</summary>
    public StoreKind Kind { get; set; } = StoreKind.Sqlite;

    /// <summary>The data folder: holds the SQLite file and, unless configured elsewhere, the key file. Made with rights for its owner only.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>Npgsql connection string, for PostgreSQL. It is a secret.</summary>
    public string? ConnectionString { get; set; }
}
