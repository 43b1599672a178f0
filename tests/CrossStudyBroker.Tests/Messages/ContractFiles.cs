using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Messages;

/// <summary>The language-neutral contract, read from the repository the tests run in.</summary>
internal static class ContractFiles
{
    private static readonly string Root = FindRoot();

    public static JsonObject Schema(string name) => Parse(Path.Combine(Root, "schemas", name + ".json"));

    public static IEnumerable<string> ValidExamples() =>
        Directory.EnumerateFiles(Path.Combine(Root, "examples"), "valid-*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static JsonObject Example(string relativePath) => Parse(Path.Combine(Root, relativePath));

    private static JsonObject Parse(string file) => JsonNode.Parse(File.ReadAllBytes(file))!.AsObject(); // a JSON document is never null here

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var contracts = Path.Combine(folder.FullName, "contracts");
            if (File.Exists(Path.Combine(contracts, "problems.json")))
            {
                return contracts;
            }
        }

        throw new DirectoryNotFoundException("No contracts/problems.json above " + AppContext.BaseDirectory);
    }
}
