using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The schema <c>false</c>: no value holds.</summary>
internal sealed class NeverCheck : SchemaCheck
{
    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        faults?.Add(ProblemCodes.ValueNotAllowed, "false", "Nothing may be given here.");
        return false;
    }
}
