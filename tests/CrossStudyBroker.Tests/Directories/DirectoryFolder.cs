using System.Text.Json.Nodes;
using CrossStudyBroker.Tests.Routing;

namespace CrossStudyBroker.Tests.Directories;

/// <summary>A folder with copies of the sample directory files, to be changed by a test.</summary>
internal sealed class DirectoryFolder : IDisposable
{
    public const string Institutions = "institutions.json";
    public const string Networks = "networks.json";

    private DateTime _written = new(2026, 1, 12, 6, 0, 0, DateTimeKind.Utc);

    public DirectoryFolder()
    {
        foreach (var file in new[] { Institutions, Networks })
        {
            Write(file, File.ReadAllText(Repository.PathOf("deploy/directory/" + file)));
        }
    }

    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("csb-directory-").FullName;

    /// <summary>Changes values of a file by path, such as <c>networks/0/id</c>.</summary>
    public DirectoryFolder Edit(string file, params (string Path, JsonNode? Value)[] edits)
    {
        var document = JsonNode.Parse(File.ReadAllText(PathOf(file)))!; // a JSON document is never null here
        JsonEdits.Apply(document, edits);
        return Write(file, document.ToJsonString());
    }

    /// <summary>Writes a file. Its time of writing is a minute after the one before, however fast the test is.</summary>
    public DirectoryFolder Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        File.SetLastWriteTimeUtc(PathOf(file), _written = _written.AddMinutes(1));
        return this;
    }

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
