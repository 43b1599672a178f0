using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Keeps when each clock ran, how that ended, and when it runs again: for all replicas, and over restarts.</summary>
internal sealed class ClockBook(ITrackerDatabase database)
{
    private const string NoteStart = """
        insert into clock (name, started_at, next_at, done) values (@name, @at, @next, 0)
        on conflict (name) do update set started_at = excluded.started_at, next_at = excluded.next_at
        """;

    private const string NoteEnd = "update clock set ended_at = @at, next_at = @next, done = @done, failure = @failure where name = @name";

    /// <summary>All clocks that ever ran, by name.</summary>
    public async Task<IReadOnlyList<ClockState>> ReadAsync(CancellationToken cancellationToken)
    {
        var command = new CommandDefinition("select name, started_at, ended_at, next_at, done, failure from clock order by name", cancellationToken: cancellationToken);
        return await database.ReadAsync(connection => connection.RowsAsync(command, Read), cancellationToken);
    }

    /// <summary>A round begins.</summary>
    public Task StartAsync(string name, DateTimeOffset at, DateTimeOffset next, CancellationToken cancellationToken) =>
        ExecuteAsync(NoteStart, new { name, at = database.Dialect.Time(at), next = database.Dialect.Time(next) }, cancellationToken);

    /// <summary>A round ended.</summary>
    public Task EndAsync(string name, DateTimeOffset at, DateTimeOffset next, long done, string? failure, CancellationToken cancellationToken) =>
        ExecuteAsync(NoteEnd, new { name, at = database.Dialect.Time(at), next = database.Dialect.Time(next), done, failure }, cancellationToken);

    private Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);

    private ClockState Read(DbDataReader reader) => new(
        reader.GetString(0),
        database.Dialect.ReadTime(reader, 1),
        database.Dialect.TimeOrNull(reader, 2),
        database.Dialect.ReadTime(reader, 3),
        reader.GetInt64(4),
        reader.TextOrNull(5));
}
