using CrossStudyBroker.RabbitMqTests;
using Npgsql;

namespace CrossStudyBroker.Benchmarks;

/// <summary>
/// RabbitMQ and PostgreSQL: those that CROSSSTUDY_TEST_RABBITMQ and CROSSSTUDY_TEST_POSTGRES name, otherwise private ones, as for the tests.
/// </summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly string _database = $"bench_{Guid.NewGuid():N}";
    private readonly List<PrivateServer> _started = [];
    private string? _postgres;

    /// <summary>Where RabbitMQ is; null: there is none.</summary>
    public Uri? RabbitMq { get; private set; }

    /// <summary>An empty database; null: there is no PostgreSQL.</summary>
    public string? Postgres { get; private set; }

    public static async Task<Servers> FindAsync(bool rabbitMq = true)
    {
        var servers = new Servers();
        servers.RabbitMq = rabbitMq && await servers.FindAsync("rabbitmq", "CROSSSTUDY_TEST_RABBITMQ") is { } uri ? new Uri(uri) : null;
        servers._postgres = await servers.FindAsync("postgres", "CROSSSTUDY_TEST_POSTGRES");
        if (servers._postgres is { } postgres)
        {
            await servers.TellAsync($"create database {servers._database}");
            servers.Postgres = new NpgsqlConnectionStringBuilder(postgres) { Database = servers._database }.ConnectionString;
        }

        return servers;
    }

    /// <summary>A second empty database; null: there is no PostgreSQL.</summary>
    public async Task<string?> AnotherDatabaseAsync()
    {
        if (_postgres is null)
        {
            return null;
        }

        await TellAsync($"create database {_database}_2");
        return new NpgsqlConnectionStringBuilder(_postgres) { Database = _database + "_2" }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (Postgres is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await TellAsync($"drop database {_database} with (force)");
            await TellAsync($"drop database if exists {_database}_2 with (force)");
        }

        foreach (var server in _started)
        {
            await server.DisposeAsync();
        }
    }

    private async Task<string?> FindAsync(string kind, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given)
        {
            return given;
        }

        var server = await PrivateServer.StartAsync(kind);
        _started.Add(server);
        if (server.Failure is { } failure)
        {
            Console.Error.WriteLine($"No {kind}: {variable} is not set, and {failure}. Only the embedded arms run.");
        }

        return server.Settings.GetValueOrDefault(variable);
    }

    private async Task TellAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_postgres!); // only called where there is one
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
