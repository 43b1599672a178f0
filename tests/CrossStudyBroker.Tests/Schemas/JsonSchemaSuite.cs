using System.Text.Json;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

/// <summary>The official JSON Schema test suite, draft 2020-12, where it lies beside the repository.</summary>
internal static class JsonSchemaSuite
{
    private const string Location = "shared/reference/json-schema-test-suite/draft2020-12";

    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, Location);
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            Assert.Skip($"The JSON Schema test suite is not at ../{Location} from the repository.");
            return "";
        }
    }

    public static IEnumerable<SuiteGroup> Groups(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
        return [.. document.RootElement.EnumerateArray().Select(group => new SuiteGroup(group.Clone()))];
    }
}
