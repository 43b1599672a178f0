using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keyword <c>allOf</c>.</summary>
internal sealed class AllOfCheck(SchemaNode[] branches) : SchemaCheck
{
    public override IEnumerable<SchemaNode> InPlace => branches;

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        var holds = true;
        foreach (var branch in branches)
        {
            if (branch.Check(instance, faults))
            {
                continue;
            }

            holds = false;
            if (faults is null || faults.IsFull)
            {
                return false;
            }
        }

        return holds;
    }
}
