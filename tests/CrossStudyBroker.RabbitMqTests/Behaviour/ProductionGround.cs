using System.Data.Common;
using System.Text;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Tests.Behaviour;
using Dapper;
using Npgsql;

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

    public DbConnection Connect() => new NpgsqlConnection(Postgres.ConnectionString);

    public object IdParameter(Guid id) => id;

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
