using System.Text.Json.Nodes;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary><c>crossstudy demo</c>, embedded: what it prints, and that it can fail.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    [Fact]
    public async Task Json_is_one_object_with_a_list_of_steps_and_nothing_else()
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync("demo", "--json", "--directory", CommandLine.SampleDirectory);

        var steps = DemoStory.StepsOf(output);
        Assert.Empty(DemoStory.Failed(steps));
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(steps, step => Assert.Equal(["step", "expected", "actual", "ok"], step.AsObject().Select(property => property.Key)));
        Assert.Empty(Directory.GetFileSystemEntries(_commandLine.Folder));
    }

    [Theory]
    [InlineData("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R9", "R14", "R15", "R16", "R17", "R18", "R19", "R20", "R21", "R24", "R26", "R27")]
    [InlineData("network.changed", "enrolment.received", "personal-data.answered", "study-right.answered", "completion.answered", "receipt")]
    [InlineData("duplicate-conflict", "malformed-json", "not-eligible", "cancellation-too-late", "parked")]
    public async Task The_table_tells_of_every_kind_and_rule_it_plays(params string[] named)
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync("demo", "--seed", "7", "--directory", CommandLine.SampleDirectory);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(named, name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.Matches(@"All \d+ steps went as the story says\.", output);
        Assert.DoesNotContain('\x1b', output); // no colours where nobody sees them
    }

    [Fact]
    public async Task A_step_that_goes_wrong_is_told_the_others_are_played_and_the_exit_code_is_1()
    {
        // Without a second attempt at once, a target that is busy for a moment gets its delivery half a minute later.
        var (exitCode, output, errors) = await _commandLine.RunAsync("Adapters__Retries=0", "demo", "--json", "--directory", CommandLine.SampleDirectory);

        var steps = DemoStory.StepsOf(output);
        var failed = Assert.Single(DemoStory.Failed(steps));
        Assert.Equal(("10065 processed", "10065 retrying (recipient-busy)"), ((string?)failed["expected"], (string?)failed["actual"]));
        Assert.False((bool)JsonNode.Parse(output)!["ok"]!); // an object with the member, as the test before says
        Assert.NotEqual(failed, steps[^1]);
        Assert.Equal((1, ""), (exitCode, errors));
    }

    [Fact]
    public async Task A_directory_without_the_institutions_of_the_story_is_explained()
    {
        _commandLine.Write("institutions.json", await File.ReadAllTextAsync(Path.Combine(CommandLine.SampleDirectory, "institutions.json")));
        _commandLine.Write("networks.json", (await File.ReadAllTextAsync(Path.Combine(CommandLine.SampleDirectory, "networks.json"))).Replace("\"id\": \"3amk\"", "\"id\": \"4amk\"", StringComparison.Ordinal));

        var (exitCode, output, errors) = await _commandLine.RunAsync("demo", "--json", "--directory", ".");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("10056, 10065, 10066 of the network 3amk", errors, StringComparison.Ordinal);
    }
}
