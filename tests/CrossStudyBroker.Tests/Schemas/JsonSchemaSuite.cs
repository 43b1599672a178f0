using System.Text.Json;

namespace CrossStudyBroker.Tests.Schemas;

/// <summary>The official JSON Schema test suite, draft 2020-12, where it lies beside the repository.</summary>
internal static class JsonSchemaSuite
{
    public static string Folder => Repository.Beside("shared/reference/json-schema-test-suite/draft2020-12");

    public static IEnumerable<SuiteGroup> Groups(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
        return [.. document.RootElement.EnumerateArray().Select(group => new SuiteGroup(group.Clone()))];
    }
}
