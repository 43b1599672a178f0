using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary><c>crossstudy validate FILE…</c>.</summary>
public sealed class ValidateCommandTests : IDisposable
{
    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    [Fact]
    public async Task All_valid_examples_are_valid_and_the_exit_code_says_so()
    {
        var files = Examples("valid-*.json");

        var (exitCode, output, errors) = await _commandLine.RunAsync(["validate", .. files]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(files.Select(file => $"{file}: valid {Path.GetFileName(Path.GetDirectoryName(file))}"), output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Every_invalid_example_is_told_with_its_code_place_and_remedy()
    {
        var files = Examples("invalid-*.json");

        var (exitCode, output, _) = await _commandLine.RunAsync(["validate", .. files]);

        Assert.Equal(1, exitCode);
        foreach (var (file, i) in files.Select((file, i) => (file, i)))
        {
            var begin = output.IndexOf(file + ": ", StringComparison.Ordinal);
            var end = i + 1 < files.Length ? output.IndexOf(files[i + 1] + ": ", StringComparison.Ordinal) : output.Length;
            var lines = output[begin..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);

            Assert.Matches(@": \d+ problems?$", lines[0]);
            Assert.StartsWith($"  {Path.GetFileNameWithoutExtension(file)["invalid-".Length..].Split("--")[0]} at ", lines[1], StringComparison.Ordinal);
            Assert.Matches("^    [A-Z]", lines[2]);
        }
    }

    [Fact]
    public async Task Files_are_looked_for_where_one_stands_with_dotnet_run_too()
    {
        using var readme = new CommandLine { ByDotnetRun = true };

        var (exitCode, output, _) = await readme.RunAsync("validate", "contracts/examples/crossstudy.enrolment.requested.v1/valid-minimal.json");

        Assert.Equal((0, "contracts/examples/crossstudy.enrolment.requested.v1/valid-minimal.json: valid crossstudy.enrolment.requested.v1"), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task One_bad_file_among_good_ones_makes_the_exit_code_1()
    {
        var (exitCode, output, _) = await _commandLine.RunAsync("validate", Examples("valid-*.json")[0], _commandLine.Write("bad.json", "{ no message"));

        Assert.Equal(1, exitCode);
        Assert.Contains("bad.json: 1 problem\n  malformed-json at the whole message: ", output, StringComparison.Ordinal);
        Assert.Contains(": valid ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_in_a_line_and_the_other_files_are_still_checked()
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync("validate", "absent.json", ".", Examples("valid-*.json")[0]);

        Assert.Equal((1, ""), (exitCode, errors));
        Assert.Contains("absent.json: there is no such file.", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(": valid ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_of_a_message_is_repeated()
    {
        var text = (await File.ReadAllTextAsync(Examples("valid-minimal.json")[0])).Replace("\"time\"", "\"010190-998V\"", StringComparison.Ordinal);

        var (_, output, _) = await _commandLine.RunAsync("validate", _commandLine.Write("m.json", text.Replace("\"student\": {", "\"student\": { \"personalIdentityCode\": \"010190-998X\", ", StringComparison.Ordinal)));

        Assert.DoesNotContain("010190-998X", output, StringComparison.Ordinal);
    }

    private static string[] Examples(string pattern) =>
        [.. Directory.GetFiles(Repository.PathOf("contracts/examples"), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
