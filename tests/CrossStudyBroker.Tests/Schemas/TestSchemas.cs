using System.Text;
using System.Text.Json;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Tests.Schemas;

/// <summary>Short ways to load a schema and to check a document by it.</summary>
internal static class TestSchemas
{
    public static Schema Load(string schema) => LoadSet(("schema.json", schema)).Get("schema.json");

    public static SchemaSet LoadSet(params (string Name, string Json)[] documents) =>
        SchemaSet.Load(documents.Select(document => (document.Name, new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(document.Json)))));

    public static IReadOnlyList<SchemaFault> Faults(string schema, string instance, string basePointer = "") =>
        Load(schema).Validate(JsonElement.Parse(instance), basePointer);

    public static SchemaFault TheFault(string schema, string instance) => Xunit.Assert.Single(Faults(schema, instance));
}
