using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>What is on the servers, and what happens while one is away.</summary>
public sealed partial class ProductionBehaviourTests
{
    [Fact]
    public async Task RabbitMq_has_the_brokers_own_quorum_queues_and_exchanges_and_nothing_of_MassTransit()
    {
        var rig = await SharedAsync();
        var ground = (ProductionGround)rig.Ground;
        var failing = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(failing.Id(), Outcome.FailedPermanently(ProblemCodes.ContentRefused));
        await rig.SendAsync(failing);
        await rig.SeesAsync(failing, DeliveryState.Parked);

        var queues = (await ground.GetAsync($"api/queues/{ground.Rabbit.Name}")).AsArray();
        var exchanges = (await ground.GetAsync($"api/exchanges/{ground.Rabbit.Name}")).AsArray();

        Assert.All(queues, queue => Assert.Matches(@"^csb\.(dead|\d{5}\.(lane|in|status))$", Text(queue, "name")));
        Assert.All(queues, queue => Assert.Equal("quorum", Text(queue, "type")));
        Assert.All(
            exchanges.Where(exchange => Text(exchange, "name") is { Length: > 0 } name && !name.StartsWith("amq.", StringComparison.Ordinal)),
            exchange => Assert.Matches(@"^csb\.(dead|\d{5}\.(out|in|status))$", Text(exchange, "name")));

        static string Text(JsonNode? entry, string name) => entry![name]!.GetValue<string>(); // the management API gives both
    }

    [Fact]
    public async Task While_PostgreSql_is_away_messages_wait_and_when_it_is_back_all_are_delivered()
    {
        var rig = await SharedAsync();
        var postgres = ((ProductionGround)rig.Ground).Postgres;
        var requests = Enumerable.Range(0, 50).Select(_ => new CrossStudyCase().Requested()).ToList();
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "postgres" }.ConnectionString);

        await server.ExecuteAsync($"alter database {postgres.Name} with allow_connections false");
        try
        {
            await server.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = @Name", new { postgres.Name });
            await rig.SendManyAsync(Metropolia, [.. requests.Select(request => request.Bytes())]);
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => rig.FindAsync(requests[0].TrackingId()));
        }
        finally
        {
            await server.ExecuteAsync($"alter database {postgres.Name} with allow_connections true");
            rig.Services.GetRequiredService<NpgsqlDataSource>().Clear(); // what is left in the pool is dead, and other tests read through it
        }

        foreach (var request in requests)
        {
            await rig.SeesAsync(request, DeliveryState.Processed);
            Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()).Select(call => call.DeliveryId).Distinct());
        }
    }

    [Fact]
    public async Task When_RabbitMq_drops_all_connections_again_and_again_everything_goes_on_by_itself_and_nothing_is_lost()
    {
        var rig = await SharedAsync();
        var ground = (ProductionGround)rig.Ground;
        var requests = Enumerable.Range(0, 300).Select(_ => new CrossStudyCase().Requested()).ToList();
        await rig.SendManyAsync(Metropolia, [.. requests.Select(request => request.Bytes())]);

        var dropped = 0;
        for (var time = 0; time < 4; time++) // also while the broker reconnects
        {
            foreach (var name in await Eventually.SeesAsync(() => ground.ConnectionsAsync(), names => names.Count > 0, "connections"))
            {
                dropped += await ground.DropAsync(name) ? 1 : 0;
            }
        }

        Assert.NotEqual(0, dropped);

        foreach (var request in requests)
        {
            await rig.SeesAsync(request, DeliveryState.Processed);
            Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()).Select(call => call.DeliveryId).Distinct());
        }
    }
}
