using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>One connection with its prepared statements. Used by one caller at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>For statements that are not worth preparing.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Number of the row inserted last.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(connection.Handle);

    /// <summary>Runs statements once, without keeping them.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement with parameters $1, $2, …; returns the rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values).ExecuteNonQuery();

    /// <summary>Reads with a statement with parameters $1, $2, …</summary>
    public SqliteDataReader Read(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values).ExecuteReader();

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
            // Some errors (a full disk) have ended the transaction already.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                Execute("rollback");
            }

            throw;
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Prepared(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var number = 1; number <= values.Length; number++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + number });
            }

            command.Prepare();
            _prepared.Add(sql, command);
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }
}
