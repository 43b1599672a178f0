using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Checks;

namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>A compiled JSON Schema. Thread-safe; checking a valid document allocates nothing to speak of.</summary>
public sealed class Schema
{
    private readonly SchemaNode _root;

    internal Schema(string name, SchemaNode root)
    {
        Name = name;
        _root = root;
    }

    /// <summary>The name of the document in its set.</summary>
    public string Name { get; }

    /// <summary>True if the document has no fault; cheaper than <see cref="Validate"/> where the faults do not matter.</summary>
    public bool IsValid(JsonElement instance) => instance.ValueKind != JsonValueKind.Undefined && _root.Check(instance, faults: null);

    /// <summary>The faults of a document, in its own order and at most 50; empty if it is valid.</summary>
    /// <param name="instance">The document or a part of one.</param>
    /// <param name="basePointer">JSON Pointer to the instance in the whole document, for instance <c>/data</c>.</param>
    public IReadOnlyList<SchemaFault> Validate(JsonElement instance, string basePointer = "")
    {
        // Nearly all documents are valid, so the first pass only looks whether this one is, without noting where it stands.
        if (IsValid(instance))
        {
            return [];
        }

        var faults = new FaultCollector(basePointer);
        if (instance.ValueKind == JsonValueKind.Undefined)
        {
            faults.Add(ProblemCodes.FieldMissing, "required", "A value is expected here.");
        }
        else
        {
            _root.Check(instance, faults);
        }

        return faults.Faults;
    }
}
