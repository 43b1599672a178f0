using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Connections;

/// <summary>
/// Keeps the last connection test of each institution. By it the process that was asked for a test and the one that hosts the adapter find each other,
/// and it lets one test at a time run.
/// </summary>
internal sealed class ConnectionTestStore(ITrackerDatabase database)
{
    // A test whose process died is in nobody's way for long.
    private const string Begin = """
        insert into connection_test (institution, run, begun_at) values (@institution, 1, @now)
        on conflict (institution) do update set
          run = connection_test.run + 1, begun_at = excluded.begun_at, taken_at = null, ended_at = null, answer = null, steps = null
        where connection_test.ended_at is not null or connection_test.begun_at < @dead
        returning run
        """;

    private const string SelectWaiting = "select institution, run from connection_test where ended_at is null and taken_at is null and begun_at >= @dead";

    private const string Take = "update connection_test set taken_at = @now where institution = @institution and run = @run and taken_at is null";

    private const string Answer = "update connection_test set answer = @answer where institution = @institution and run = @run";

    private const string End = "update connection_test set ended_at = @now, steps = @steps where institution = @institution and run = @run";

    /// <summary>A test begins; null if one is running.</summary>
    public Task<long?> BeginAsync(string institution, DateTimeOffset now, DateTimeOffset dead, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteScalarAsync<long?>(new CommandDefinition(Begin, new { institution, now = Time(now), dead = Time(dead) }, cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>Tests that wait for a process that hosts the adapter.</summary>
    public Task<List<(string Institution, long Run)>> WaitingAsync(DateTimeOffset dead, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.RowsAsync(new CommandDefinition(SelectWaiting, new { dead = Time(dead) }, cancellationToken: cancellationToken), row => (row.GetString(0), row.GetInt64(1))),
        cancellationToken);

    /// <summary>This process asks the adapter; false if another one does.</summary>
    public async Task<bool> TakeAsync(string institution, long run, DateTimeOffset now, CancellationToken cancellationToken) =>
        await ExecuteAsync(Take, new { institution, run, now = Time(now) }, cancellationToken) > 0;

    /// <summary>What the adapter said.</summary>
    public Task AnswerAsync(string institution, long run, ConnectionStep step, CancellationToken cancellationToken) =>
        ExecuteAsync(Answer, new { institution, run, answer = StoredJson.Write([step]) }, cancellationToken);

    /// <summary>Whether a process asks the adapter, and what it said.</summary>
    public async Task<(bool IsTaken, ConnectionStep? Answer)> LookAsync(string institution, long run, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition(
            "select taken_at is not null, answer from connection_test where institution = @institution and run = @run", new { institution, run }, cancellationToken: cancellationToken);
        var found = await database.ReadAsync(
            connection => connection.RowsAsync(command, row => (row.GetBoolean(0), StoredJson.Read<ConnectionStep>(row.TextOrNull(1)) is [var step, ..] ? step : null)), cancellationToken);
        return found.FirstOrDefault();
    }

    /// <summary>The test is over.</summary>
    public Task EndAsync(string institution, long run, DateTimeOffset now, IReadOnlyList<ConnectionStep> steps, CancellationToken cancellationToken) =>
        ExecuteAsync(End, new { institution, run, now = Time(now), steps = StoredJson.Write(steps) }, cancellationToken);

    /// <summary>The last test, or the one that is running; null if there was none.</summary>
    public async Task<ConnectionTest?> FindAsync(DbConnection connection, string institution, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition("select begun_at, ended_at, steps from connection_test where institution = @institution", new { institution }, cancellationToken: cancellationToken);
        return (await connection.RowsAsync(command, row => new ConnectionTest(
            database.Dialect.ReadTime(row, 0), database.Dialect.TimeOrNull(row, 1), StoredJson.Read<ConnectionStep>(row.TextOrNull(2))))).FirstOrDefault();
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);

    private object Time(DateTimeOffset moment) => database.Dialect.Time(StoredTime.Of(moment));
}
