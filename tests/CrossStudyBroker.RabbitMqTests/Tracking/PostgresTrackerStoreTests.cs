using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Postgres;
using CrossStudyBroker.Tests.Tracking;
using Npgsql;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests.Tracking;

/// <summary>The suite on PostgreSQL: one database for the class, its schema made anew for each test.</summary>
public sealed class PostgresTrackerStoreTests(PostgresDatabase database) : TrackerStoreTests, IClassFixture<PostgresDatabase>
{
    private NpgsqlDataSource? _dataSource;

    private NpgsqlDataSource DataSource => _dataSource ??= NpgsqlDataSource.Create(database.ConnectionString);

    protected override ITrackerStore Open() => new PostgresTrackerStore(DataSource, Time);

    protected override async Task EmptyAsync()
    {
        await using var command = DataSource.CreateCommand("drop schema if exists public cascade; create schema public");
        await command.ExecuteNonQueryAsync(Cancellation);

        // Connections keep statements prepared on the tables that are gone.
        DataSource.Clear();
    }

    protected override async Task CleanAsync()
    {
        if (_dataSource is not null)
        {
            await _dataSource.DisposeAsync();
        }
    }

    protected override async Task<long> CountAsync(string table)
    {
        await using var command = DataSource.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync(Cancellation) ?? 0L);
    }
}
