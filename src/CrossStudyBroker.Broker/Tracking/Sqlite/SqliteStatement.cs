using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>
/// A prepared statement, used over and over. It talks to SQLite directly: the ADO layer looks up every parameter by name at
/// every execution, which on the recording path costs more than the inserts themselves.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Runs it; returns the rows changed.</summary>
    public int Execute(ReadOnlySpan<SqliteValue> values)
    {
        Bind(values);
        try
        {
            Step();
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Starts reading; the rows must be disposed before the statement is used again.</summary>
    public Rows Read(ReadOnlySpan<SqliteValue> values)
    {
        Bind(values);
        return new Rows(this);
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(ReadOnlySpan<SqliteValue> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            Check(values[index].Bind(_statement, index + 1));
        }
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        throw Error(result);
    }

    // Gives the error of the step before, if any, which is already on its way to the caller.
    private void Reset() => _ = raw.sqlite3_reset(_statement);

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Error(result);
        }
    }

    private SqliteException Error(int result) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), result, raw.sqlite3_extended_errcode(_database));

    /// <summary>The rows that a statement gives, one at a time.</summary>
    internal readonly struct Rows(SqliteStatement statement) : IDisposable
    {
        private readonly sqlite3_stmt _row = statement._statement;

        /// <summary>Goes to the next row; false after the last.</summary>
        public bool Next() => statement.Step();

        public long Number(int column) => raw.sqlite3_column_int64(_row, column);

        public bool Flag(int column) => Number(column) != 0;

        public string Text(int column) => raw.sqlite3_column_text(_row, column).utf8_to_string();

        public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

        public byte[] Bytes(int column) => raw.sqlite3_column_blob(_row, column).ToArray();

        public Guid Id(int column) => new(raw.sqlite3_column_blob(_row, column), bigEndian: true);

        public DateTimeOffset Time(int column) => StoredTime.FromMicroseconds(Number(column));

        public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

        public DateOnly Day(int column) => DateOnly.ParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

        public DateOnly? DayOrNull(int column) => IsNull(column) ? null : Day(column);

        public void Dispose() => statement.Reset();

        private bool IsNull(int column) => raw.sqlite3_column_type(_row, column) == raw.SQLITE_NULL;
    }
}
