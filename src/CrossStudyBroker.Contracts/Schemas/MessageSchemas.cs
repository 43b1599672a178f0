namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>The contract's own schemas (contracts/schemas), compiled at first use and kept.</summary>
public static class MessageSchemas
{
    private const string ResourcePrefix = "schemas/";
    private const string MessagePrefix = "crossstudy.";
    private const string Extension = ".json";

    private static readonly Lazy<SchemaSet> Compiled = new(Load);

    private static readonly Lazy<Dictionary<string, Schema>> ByType = new(() => Set.Names
        .Where(name => name.StartsWith(MessagePrefix, StringComparison.Ordinal))
        .ToDictionary(name => name[..^Extension.Length], Set.Get, StringComparer.Ordinal));

    /// <summary>All documents by file name, for instance <c>envelope.json</c>.</summary>
    /// <exception cref="SchemaRefusedException">One of them cannot be taken. Ask once at start, so that no message finds out.</exception>
    public static SchemaSet Set => Compiled.Value;

    /// <summary>The message types that have a schema.</summary>
    public static IReadOnlyCollection<string> Types => ByType.Value.Keys;

    /// <summary>The schema of the payload (<c>data</c>) of a message type, for instance <c>crossstudy.enrolment.requested.v1</c>; null if there is none.</summary>
    public static Schema? ForType(string type) => ByType.Value.GetValueOrDefault(type);

    private static SchemaSet Load()
    {
        var assembly = typeof(MessageSchemas).Assembly;
        return SchemaSet.Load(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!; // listed one line up
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return (name[ResourcePrefix.Length..], new ReadOnlyMemory<byte>(copy.ToArray()));
            }));
    }
}
