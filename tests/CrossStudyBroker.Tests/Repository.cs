using Xunit;

namespace CrossStudyBroker.Tests;

/// <summary>The checkout that the tests were built from: some tests hold its files against the code.</summary>
internal static class Repository
{
    private const string Mark = "CrossStudyBroker.sln";

    /// <summary>The folder of the solution file.</summary>
    public static DirectoryInfo Root { get; } = Find();

    /// <summary>Debug or Release: what the tests were built as. The folder of their program is bin/Debug/net10.0/.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";

    /// <summary>The file or folder at a path written with slashes, relative to the root.</summary>
    public static string PathOf(string relative) => Path.Combine([Root.FullName, .. relative.Split('/')]);

    /// <summary>The folder at a path beside the repository, or higher up; skips the test where there is none.</summary>
    public static string Beside(string relative)
    {
        for (var folder = Root; folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine([folder.FullName, .. relative.Split('/')]);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        Assert.Skip($"Nothing is at ../{relative} from the repository.");
        return "";
    }

    private static DirectoryInfo Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"No {Mark} in {AppContext.BaseDirectory} or above it: run the tests inside the checkout.");
    }
}
