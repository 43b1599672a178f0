using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.Host;
using Dapper;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary><c>crossstudy demo --transport rabbitmq --store postgres</c>, with the addresses from the environment.</summary>
public sealed class DemoTests(RabbitMqServer rabbit, PostgresServer postgres) : IDisposable
{
    private static readonly string[] Demo = ["demo", "--json", "--transport", "rabbitmq", "--store", "postgres", "--directory", CommandLine.SampleDirectory];

    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    [Fact]
    public async Task The_story_goes_as_it_says_again_and_again_also_after_one_that_was_killed_in_the_middle()
    {
        await using var ground = await ProductionGround.MakeAsync(rabbit, postgres);
        await PlayAsync(ground);

        using (var killed = _commandLine.Start([.. Environment(ground), .. Demo]))
        {
            var before = await CountAsync(ground, "select count(*) from message");
            await Eventually.SeesAsync(() => CountAsync(ground, "select count(*) from message"), count => count > before + 20, "a story in its middle");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        await PlayAsync(ground);

        await Eventually.SeesAsync(() => CountAsync(ground, "select count(*) from delivery where state = 30"), count => count == 0, "no delivery on its way");
    }

    [Fact]
    public async Task Another_program_on_the_same_queues_is_noticed()
    {
        await using var ground = await ProductionGround.MakeAsync(rabbit, postgres);
        await using var other = await ForeignClient.ConnectAsync(ground.Rabbit.Uri, "10056");
        await RunAsync(ground, "topology", "--apply", "--directory", CommandLine.SampleDirectory);
        await other.ConsumeAsync("in", ForeignClient.AcknowledgeAsync);

        var (exitCode, output, errors) = await RunAsync(ground, Demo);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Another program reads", errors, StringComparison.Ordinal);
    }

    private async Task PlayAsync(ProductionGround ground)
    {
        var (exitCode, output, errors) = await RunAsync(ground, Demo);

        Assert.Empty(DemoStory.Failed(DemoStory.StepsOf(output)));
        Assert.Equal((0, ""), (exitCode, errors));
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(ProductionGround ground, params string[] arguments) =>
        _commandLine.RunAsync([.. Environment(ground), .. arguments]);

    private static string[] Environment(ProductionGround ground) =>
        [$"ConnectionStrings__RabbitMq={ground.Rabbit.Uri}", $"ConnectionStrings__Postgres={ground.Postgres.ConnectionString}"];

    private static async Task<long> CountAsync(ProductionGround ground, string sql)
    {
        await using var connection = ground.Connect();
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
