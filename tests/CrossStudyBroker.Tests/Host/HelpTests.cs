using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary><c>--help</c> everywhere.</summary>
public sealed class HelpTests : IDisposable
{
    private static readonly string[] Store = ["--transport", "in-memory", "rabbitmq", "--store", "sqlite", "postgres", "--data", "--directory", "ConnectionStrings__RabbitMq", "ConnectionStrings__Postgres"];
    private static readonly string[] Run = [.. Store, "--roles", "broker, adapters, dashboard, reference-sis", "--urls", "http://localhost:5080"];

    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    public static TheoryData<string, string[]> Commands => new()
    {
        { "", [.. Run, "run", "demo", "validate", "migrate", "topology"] },
        { "run", Run },
        { "demo", [.. Store, "--json", "--seed"] },
        { "validate", ["<FILE>"] },
        { "migrate", Store },
        { "topology", [.. Store, "--apply", "--check"] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_of_a_command_names_its_options_and_their_choices(string command, string[] named)
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(named, name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_commandLine.Folder));
    }

    [Theory]
    [InlineData("rnu", "run")]
    [InlineData("--trnasport", "--transport")]
    public async Task A_slip_of_the_pen_is_answered_with_the_nearest_choice(string wrong, string right)
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync(wrong);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(right, output + errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_commandLine.Folder));
    }
}
