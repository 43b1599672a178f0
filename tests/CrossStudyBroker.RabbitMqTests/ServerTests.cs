using Npgsql;
using RabbitMQ.Client;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests;

/// <summary>The servers that all other tests here stand on.</summary>
public sealed class ServerTests(VirtualHost rabbit, PostgresDatabase postgres) : IClassFixture<VirtualHost>, IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task RabbitMq_gives_each_test_class_an_empty_virtual_host_with_quorum_queues()
    {
        await using var connection = await new ConnectionFactory { Uri = rabbit.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        Dictionary<string, object?> quorum = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };

        var queue = await channel.QueueDeclareAsync("q", durable: true, exclusive: false, autoDelete: false, quorum);

        Assert.Equal(0u, queue.MessageCount);
        Assert.Contains("\"quorum\"", await rabbit.Management.GetStringAsync($"api/queues/{rabbit.Name}/q"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSql_gives_each_test_class_an_empty_database()
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'");

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }
}
