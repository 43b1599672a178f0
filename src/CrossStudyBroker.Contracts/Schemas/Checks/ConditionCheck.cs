using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>
/// The keywords <c>if</c>, <c>then</c> and <c>else</c>. What fails is reported as the faults of the branch that applies:
/// it is no choice of the sender's, and "the field x is missing" says more than "the condition is not met".
/// </summary>
internal sealed class ConditionCheck(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : SchemaCheck
{
    public override IEnumerable<SchemaNode> InPlace => new[] { condition, then, otherwise }.OfType<SchemaNode>();

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        var branch = condition.Check(instance, faults: null) ? then : otherwise;
        return branch is null || branch.Check(instance, faults);
    }
}
