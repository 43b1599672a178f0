using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.Leaks;
using Dapper;
using Npgsql;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>A virtual host of RabbitMQ, a database of PostgreSQL, and a key file.</summary>
internal sealed class ProductionGround : IRigGround
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossstudy-behaviour-");

    private ProductionGround(VirtualHost rabbit, PostgresDatabase postgres) => (Rabbit, Postgres) = (rabbit, postgres);

    public VirtualHost Rabbit { get; }

    public PostgresDatabase Postgres { get; }

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Transport:Kind"] = "RabbitMq",
        ["Store:Kind"] = "Postgres",
        ["ConnectionStrings:RabbitMq"] = Rabbit.Uri.ToString(),
        ["ConnectionStrings:Postgres"] = Postgres.ConnectionString,
        ["Keys:File"] = KeyFile,
    };

    public bool HasAmqp => true;

    public string Folder => _folder.FullName;

    private string KeyFile => Path.Combine(Folder, "keys");

    /// <summary>Makes the ground; skips the test where a server cannot be had.</summary>
    public static async Task<ProductionGround> MakeAsync(RabbitMqServer rabbit, PostgresServer postgres)
    {
        var ground = new ProductionGround(new VirtualHost(rabbit), new PostgresDatabase(postgres));
        try
        {
            await ground.Rabbit.InitializeAsync();
            await ground.Postgres.InitializeAsync();
            _ = (ground.Rabbit.Uri, ground.Postgres.ConnectionString); // skips here
            SecretKeys.FromFile(ground.KeyFile, create: true);
            return ground;
        }
        catch
        {
            await ground.DisposeAsync();
            throw;
        }
    }

    public async Task PublishAsync(BrokerRig rig, string institution, IReadOnlyCollection<byte[]> bodies)
    {
        await using var client = await ForeignClient.ConnectAsync(Rabbit.Uri, institution);
        foreach (var body in bodies)
        {
            await client.PublishAsync(body);
        }

        await client.ConfirmedAsync();
    }

    // Without a pool: a test that takes the server away leaves no dead connection to the others.
    public DbConnection Connect() => new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Pooling = false }.ConnectionString);

    public object IdParameter(Guid id) => id;

    /// <summary>Asks the management API.</summary>
    public async Task<JsonNode> GetAsync(string address) => JsonNode.Parse(await Rabbit.Management.GetStringAsync(address))!; // it never says null

    /// <summary>Tells the management API.</summary>
    public async Task PutAsync(string address, JsonObject content)
    {
        using var body = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Rabbit.Management.PutAsync(address, body);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Has RabbitMQ drop a connection; false if it did not, because the connection is going already.</summary>
    public async Task<bool> DropAsync(string connection)
    {
        using var response = await Rabbit.Management.DeleteAsync("api/connections/" + Uri.EscapeDataString(connection));
        return response.IsSuccessStatusCode;
    }

    /// <summary>Names of the connections to the virtual host, as far as the management API has noticed them.</summary>
    public async Task<IReadOnlyList<string>> ConnectionsAsync() =>
        [.. (await GetAsync($"api/vhosts/{Rabbit.Name}/connections")).AsArray().Select(connection => connection!["name"]!.GetValue<string>())];

    /// <summary>Statements and their parameters; from the next connection on.</summary>
    public async Task LogEverythingAsync()
    {
        _ = (Rabbit.ServerFolder, Postgres.ServerFolder); // skips here
        await using var connection = Connect();
        await connection.ExecuteAsync($"alter database {Postgres.Name} set log_statement = 'all'");
        await connection.ExecuteAsync($"alter database {Postgres.Name} set log_min_messages = 'debug1'");
        NpgsqlConnection.ClearAllPools();
    }

    public Task SearchStoreAsync(LeakSearch search)
    {
        search.InFolder(Folder).InFolder(Postgres.ServerFolder);
        return Task.CompletedTask;
    }

    /// <summary>
    /// What was taken stays in a quorum queue's log for a while (ADR 5): it is there before the log is compacted, so that it is known to be looked at,
    /// and must be gone afterwards.
    /// </summary>
    public async Task SearchTransportAsync(LeakSearch search)
    {
        await Eventually.SeesAsync(
            async () => (await GetAsync($"api/queues/{Rabbit.Name}")).AsArray().Where(queue => !queue!["name"]!.GetValue<string>().EndsWith(".status", StringComparison.Ordinal)).Sum(queue => queue!["messages"]?.GetValue<int>() ?? 0),
            count => count == 0,
            "empty queues");
        Assert.NotEmpty(search.Again().InFolder(Rabbit.ServerFolder).Found);
        await Eventually.SeesAsync(
            async () =>
            {
                await CompactAsync();
                return search.Again().InFolder(Rabbit.ServerFolder).Found;
            },
            found => found.Count == 0,
            "nothing in RabbitMQ's folder");
    }

    /// <summary>As an operator would: begins a new write-ahead log, then <c>rabbit-queues reclaim_quorum_memory</c> of every queue.</summary>
    private async Task CompactAsync()
    {
        var expression = $"""
            ra_log_wal:force_roll_over(ra_log_wal), timer:sleep(1000),
            [rabbit_quorum_queue:reclaim_memory(<<"{Rabbit.Name}">>, element(4, amqqueue:get_name(Q))) || Q <- rabbit_amqqueue:list(<<"{Rabbit.Name}">>)],
            timer:sleep(1000), ok.
            """;
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Rabbit.ServerFolder, "ctl"), ["rabbitmqctl", "eval", expression]) { UseShellExecute = false, RedirectStandardOutput = true })!; // it is there
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains("ok", output, StringComparison.Ordinal);
    }

    public async Task<string> DumpAsync()
    {
        await using var connection = Connect();
        var tables = await connection.QueryAsync<string>("select table_name from information_schema.tables where table_schema = 'public'");
        var text = new StringBuilder();
        foreach (var table in tables.ToList())
        {
            foreach (var row in await connection.QueryAsync<string>($"select t::text from \"{table}\" t"))
            {
                text.AppendLine(row);
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Rabbit.DisposeAsync();
        await Postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
