using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>A compiled schema or subschema.</summary>
internal sealed class SchemaNode
{
    /// <summary>True for the schema <c>false</c>.</summary>
    public bool IsNever => Checks is [NeverCheck];

    // Set after construction, because schemas may refer to each other in circles.
    public SchemaCheck[] Checks { get; set; } = [];

    public bool Check(JsonElement instance, FaultCollector? faults)
    {
        var holds = true;
        foreach (var check in Checks)
        {
            if (check.Check(instance, faults))
            {
                continue;
            }

            holds = false;
            if (faults is null || faults.IsFull || check.IsDecisive)
            {
                return false;
            }
        }

        return holds;
    }
}
