using System.Data.Common;
using System.Text;
using CrossStudyBroker.Tests.Leaks;
using Microsoft.Data.Sqlite;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>In-memory transport, SQLite in a temporary folder.</summary>
internal sealed class EmbeddedGround : IRigGround
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("crossstudy-behaviour-");

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Transport:Kind"] = "InMemory",
        ["Store:Kind"] = "Sqlite",
        ["Store:Folder"] = Data,
    };

    public bool HasAmqp => false;

    public string Folder => _folder.FullName;

    private string Data => Path.Combine(Folder, "data");

    public Task PublishAsync(BrokerRig rig, string institution, IReadOnlyCollection<byte[]> bodies) =>
        Task.WhenAll(bodies.Select(body => rig.SendAsync(institution, body)).ToList()); // each gets its place before the next is begun

    public DbConnection Connect() => new SqliteConnection($"Data Source={Path.Combine(Data, "tracker.db")};Pooling=false");

    public object IdParameter(Guid id) => id.ToByteArray(bigEndian: true);

    public Task LogEverythingAsync() => Task.CompletedTask;

    public Task SearchStoreAsync(LeakSearch search)
    {
        search.InFolder(Folder);
        return Task.CompletedTask;
    }

    public Task SearchTransportAsync(LeakSearch search) => Task.CompletedTask; // it has nothing on disk

    /// <summary>The files as they are, the write-ahead log too: also what was deleted and not yet overwritten is found.</summary>
    public Task<string> DumpAsync()
    {
        var text = new StringBuilder();
        foreach (var file in System.IO.Directory.EnumerateFiles(Data))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            text.AppendLine(Encoding.Latin1.GetString(bytes.ToArray())).AppendLine(Encoding.UTF8.GetString(bytes.ToArray()));
        }

        return Task.FromResult(text.ToString());
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
