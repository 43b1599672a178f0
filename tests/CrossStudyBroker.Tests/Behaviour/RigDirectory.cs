using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>
/// The sample directory in a temporary copy, every institution connected by <see cref="RecordingAdapter"/>, with a few more institutions
/// in the wider network.
/// </summary>
internal sealed class RigDirectory
{
    /// <summary>The institutions of the network 3amk.</summary>
    public const string HaagaHelia = "10056", Metropolia = "10065", Laurea = "10066";

    /// <summary>Wants to be told of final states only.</summary>
    public const string FinalOnly = "10101";

    /// <summary>Wants to be told nothing.</summary>
    public const string Untold = "10102";

    /// <summary>Further members of the wider network.</summary>
    public const string Other = "10103", Another = "10104";

    /// <summary>The network of the three, and the wider one.</summary>
    public const string Narrow = "3amk", Wide = "campusonline";

    private readonly string _folder;

    public RigDirectory(string folder)
    {
        _folder = folder;
        System.IO.Directory.CreateDirectory(folder);
        Institutions = Read("institutions.json", "institutions");
        Networks = Read("networks.json", "networks");
        foreach (var institution in Institutions)
        {
            institution!["adapter"]!["name"] = RecordingAdapter.Name; // objects by the schema
        }

        Add(FinalOnly, status: "final");
        Add(Untold, status: "none");
        Add(Other);
        Add(Another);
    }

    /// <summary>The folder of both files.</summary>
    public string Folder => _folder;

    /// <summary>Entries of institutions.json.</summary>
    public JsonArray Institutions { get; }

    /// <summary>Entries of networks.json.</summary>
    public JsonArray Networks { get; }

    /// <summary>Adds an institution to the directory and to a network.</summary>
    public void Add(string code, string status = "all", string way = "dotnet", string network = Wide)
    {
        var entry = Institutions[0]!.DeepClone(); // the sample has some
        entry["code"] = code;
        entry["status"] = status;
        entry["adapter"] = way == "dotnet" ? new JsonObject { ["way"] = way, ["name"] = RecordingAdapter.Name } : new JsonObject { ["way"] = way };
        Institutions.Add(entry);
        Network(network)["members"]!.AsArray().Add(new JsonObject { ["institution"] = code, ["coordinator"] = false, ["validFrom"] = "2020-08-01" });
    }

    /// <summary>One network's entry.</summary>
    public JsonNode Network(string id) => Networks.Single(network => network!["id"]!.GetValue<string>() == id)!; // objects by the schema

    /// <summary>Puts both files in place; the host takes them at its next look.</summary>
    public void Write()
    {
        Write("networks.json", "networks", Networks);
        Write("institutions.json", "institutions", Institutions);
    }

    private void Write(string file, string name, JsonArray entries)
    {
        var path = Path.Combine(_folder, file);
        File.WriteAllText(path + ".new", new JsonObject { [name] = entries.DeepClone() }.ToJsonString());
        File.Move(path + ".new", path, overwrite: true);
    }

    private static JsonArray Read(string file, string name) =>
        JsonNode.Parse(File.ReadAllBytes(Repository.PathOf("deploy/directory/" + file)))![name]!.DeepClone().AsArray(); // the sample is complete
}
