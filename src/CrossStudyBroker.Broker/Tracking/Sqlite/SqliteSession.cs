using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>One connection with its prepared statements. Used by one caller at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _prepared = new(StringComparer.Ordinal);

    // An open connection has a handle.
    private readonly sqlite3 _database = connection.Handle!;

    /// <summary>For statements that are not worth keeping prepared.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Number of the row inserted last.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(_database);

    /// <summary>Runs statements once, without keeping them.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement with parameters ?1, ?2, …; returns the rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<SqliteValue> values) => Prepared(sql).Execute(values);

    /// <summary>Reads with a statement with parameters ?1, ?2, …; one reading per statement at a time.</summary>
    public SqliteStatement.Rows Read(string sql, params ReadOnlySpan<SqliteValue> values) => Prepared(sql).Read(values);

    /// <summary>Runs an action in a transaction; nothing of it stays if it throws.</summary>
    /// <param name="begin">"begin immediate" to write (queues for the one writer of a file), "begin" to read one state of things.</param>
    /// <param name="action">What to do.</param>
    public T InTransaction<T>(string begin, Func<SqliteSession, T> action)
    {
        Execute(begin);
        try
        {
            var result = action(this);
            Execute("commit");
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Runs an action in a writing transaction; nothing of it stays if it throws.</summary>
    public async Task<T> InTransactionAsync<T>(Func<SqliteSession, Task<T>> action)
    {
        Execute("begin immediate");
        try
        {
            var result = await action(this);
            Execute("commit");
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private void RollBack()
    {
        // Some errors (a full disk) have ended the transaction already.
        if (raw.sqlite3_get_autocommit(_database) == 0)
        {
            Execute("rollback");
        }
    }

    private SqliteStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared.Add(sql, statement = new SqliteStatement(_database, sql));
        }

        return statement;
    }
}
