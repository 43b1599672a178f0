using CrossStudyBroker.Broker.Vault;
using Microsoft.Data.Sqlite;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>The data file: readable by its owner only, opened with the same settings everywhere.</summary>
internal sealed class SqliteFile(string path)
{
    // WAL lets readers go on while one writes; NORMAL survives a killed process, and after a power cut the file is whole but may
    // lack the last moments. Deleted rows are overwritten, so that an erased payload is gone from the file (DESIGN section 5).
    // Between two programs on one file (host and command line) the later one waits.
    private static readonly string Settings = $"""
        pragma busy_timeout = {Patience};
        pragma journal_mode = wal;
        pragma synchronous = normal;
        pragma secure_delete = on;
        pragma temp_store = memory;
        pragma cache_size = -65536;
        pragma wal_autocheckpoint = 8000;
        """;

    private const int Patience = 15_000;

    private readonly string _path = Path.GetFullPath(path);

    /// <summary>Creates folder and file where they are missing.</summary>
    public void Create()
    {
        // _path is a full path of a file, so it has a folder.
        var folder = Path.GetDirectoryName(_path)!;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        PrivateFolder.Create(folder);
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Open(_path, options).Dispose();
    }

    /// <summary>Empties the write-ahead log; false if a reader is in the way, for whom it waits for a moment only, because writers wait meanwhile.</summary>
    public static bool TruncateLog(SqliteSession session)
    {
        session.ExecuteScript("pragma busy_timeout = 200");
        try
        {
            using var rows = session.Read("pragma wal_checkpoint(truncate)");
            return rows.Next() && rows.Number(0) == 0;
        }
        finally
        {
            session.ExecuteScript($"pragma busy_timeout = {Patience}");
        }
    }

    /// <summary>Opens the existing file.</summary>
    /// <exception cref="SqliteException">There is none, or it is not a database.</exception>
    public SqliteSession Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false, // sessions are kept with their prepared statements instead
        }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.ExecuteScript(Settings);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
