using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keyword <c>$ref</c>.</summary>
internal sealed class ReferenceCheck(SchemaNode target) : SchemaCheck
{
    public override IEnumerable<SchemaNode> InPlace => [target];

    public override bool Check(JsonElement instance, FaultCollector? faults) => target.Check(instance, faults);
}
