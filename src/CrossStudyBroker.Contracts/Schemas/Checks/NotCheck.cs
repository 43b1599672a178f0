using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keyword <c>not</c>.</summary>
internal sealed class NotCheck(SchemaNode forbidden) : SchemaCheck
{
    public override IEnumerable<SchemaNode> InPlace => [forbidden];

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (!forbidden.Check(instance, faults: null))
        {
            return true;
        }

        faults?.Add(ProblemCodes.ChoiceNotMatched, "not", Message());
        return false;
    }

    // The usual reason for "not" is that a field excludes others.
    private string Message() => forbidden.Checks is [ObjectCheck { RequiredNames: [_, ..] names }]
        ? $"{Words.Quoted(names, "and")} may not be given {(names.Count == 1 ? "here" : "together")}."
        : "The value has a form that is not allowed here.";
}
