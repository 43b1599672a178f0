using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The schema <c>false</c>: no value holds.</summary>
internal sealed class NeverCheck : SchemaCheck
{
    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        faults?.Add(FaultCodes.ValueNotAllowed, "false", "Nothing may be given here.");
        return false;
    }
}
