using Npgsql;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests;

/// <summary>
/// A database for one test class (<c>IClassFixture&lt;PostgresDatabase&gt;</c>): empty before its first test, dropped after the last.
/// Where there is no PostgreSQL, the first use of the connection string skips the test and says why.
/// </summary>
public sealed class PostgresDatabase(PostgresServer server) : IAsyncLifetime
{
    private PostgresServer.Source? _source;

    /// <summary>The name of the database.</summary>
    public string Name { get; } = "test_" + Guid.NewGuid().ToString("N");

    /// <summary>Connection string for Npgsql; the user owns the database.</summary>
    public string ConnectionString
    {
        get
        {
            var source = _source ?? throw new InvalidOperationException("The database is used before it is made.");
            Assert.SkipWhen(source.Unavailable is not null, source.Unavailable ?? "");
            return new NpgsqlConnectionStringBuilder(source.ConnectionString) { Database = Name }.ConnectionString;
        }
    }

    /// <summary>Where the server writes; skips the test where that is not known.</summary>
    public string ServerFolder
    {
        get
        {
            Assert.SkipWhen(_source?.Folder is null, "CROSSSTUDY_TEST_POSTGRES_FOLDER is not set, so nobody can see what the server writes.");
            return _source!.Folder!; // skipped otherwise
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _source = await server.GetAsync();
        await RunAsync($"CREATE DATABASE {Name}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RunAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
        if (_source?.ConnectionString is not null)
        {
            await using var pool = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(pool);
        }
    }

    private async Task RunAsync(string sql)
    {
        if (_source?.ConnectionString is { } connectionString)
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
