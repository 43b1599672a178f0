using Xunit;

namespace CrossStudyBroker.Tests.Documents;

/// <summary>What the documents point at is there.</summary>
public sealed class MarkdownTests
{
    private static readonly IReadOnlyList<MarkdownFile> Ours = MarkdownFile.All();

    [Fact]
    public void Every_relative_link_leads_to_a_file_or_folder_of_the_repository() =>
        Violations.None(Ours.SelectMany(file => file.BrokenLinks(path => Path.Exists(Repository.PathOf(path)))));

    [Theory]
    [InlineData("[a](missing.md)")]
    [InlineData("![a](missing.png \"title\")")]
    [InlineData("[a](../../docs/there.md)")]
    [InlineData("[a](/docs/there.md)")]
    [InlineData("[a](missing.md#part)")]
    [InlineData("see [a]\n\n[a]: missing.md")]
    public void A_link_that_leads_nowhere_is_seen(string text) => Assert.Single(Broken(text));

    [Theory]
    [InlineData("[a](there.md) and [b](../README.md#part) and [c](./)")]
    [InlineData("[a](https://example.org/missing.md) and [b](mailto:a@example.org) and [c](#here)")]
    [InlineData("`[a](missing.md)`\n```\n[a](missing.md)\n```\n")]
    public void Links_that_resolve_or_lead_elsewhere_or_are_code_are_fine(string text) => Assert.Empty(Broken(text));

    [Fact]
    public void No_document_names_a_path_of_one_machine() => Violations.None(Ours.SelectMany(file => file.MachinePaths()));

    [Theory]
    [InlineData("run /home/someone/project/tests/run.sh")]
    [InlineData("`/Users/someone/x`")]
    [InlineData(@"in C:\Projects\x")]
    public void A_path_of_one_machine_is_seen(string text) => Assert.Single(new MarkdownFile("README.md", text).MachinePaths());

    [Theory]
    [InlineData("GET /v1/messages and https://example.org/home/page, ./home/x, src/work/x")]
    public void Addresses_and_relative_paths_are_no_machine_paths(string text) => Assert.Empty(new MarkdownFile("README.md", text).MachinePaths());

    private static IEnumerable<string> Broken(string text) =>
        new MarkdownFile("docs/a.md", text).BrokenLinks(path => path is "docs" or "docs/there.md" or "README.md");
}
