using System.Text.Json;
using CrossStudyBroker.Contracts.Schemas.Compiling;

namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>JSON Schema (2020-12) documents that may refer to each other, compiled together. See docs/adr/0001-json-schema.md.</summary>
public sealed class SchemaSet
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, Schema> _schemas;

    private SchemaSet(IReadOnlyCollection<string> names, Dictionary<string, Schema> schemas)
    {
        Names = names;
        _schemas = schemas;
    }

    /// <summary>The names of all documents.</summary>
    public IReadOnlyCollection<string> Names { get; }

    /// <summary>
    /// Compiles the documents. A <c>$ref</c> names a document by its name here or by its <c>$id</c>.
    /// </summary>
    /// <exception cref="SchemaRefusedException">A document has a keyword that is not known here, or one that cannot be understood.</exception>
    public static SchemaSet Load(IEnumerable<(string Name, ReadOnlyMemory<byte> Json)> documents)
    {
        var parsed = documents.Select(document => Parse(document.Name, document.Json)).ToList();
        var compiler = new SchemaCompiler(parsed);
        return new SchemaSet([.. parsed.Select(document => document.Name)], compiler.CompileAll());
    }

    /// <summary>The schema of that name, or null. Parts have names too, for instance <c>common.json#/$defs/address</c>.</summary>
    public Schema? Find(string name) => _schemas.GetValueOrDefault(name);

    /// <summary>The schema of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Schema Get(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no schema \"{name}\" in the set.");

    private static SchemaDocument Parse(string name, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return new SchemaDocument(name, document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            throw new SchemaRefusedException(name, "", "", $"it is not JSON, {exception.Message}");
        }
    }
}
