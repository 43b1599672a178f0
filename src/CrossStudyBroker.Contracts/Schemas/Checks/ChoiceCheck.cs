using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keywords <c>anyOf</c> and <c>oneOf</c>.</summary>
internal sealed class ChoiceCheck(SchemaNode[] branches, bool exactlyOne) : SchemaCheck
{
    public override IEnumerable<SchemaNode> InPlace => branches;

    private string Keyword => exactlyOne ? "oneOf" : "anyOf";

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        var matches = 0;
        foreach (var branch in branches)
        {
            if (!branch.Check(instance, faults: null))
            {
                continue;
            }

            if (!exactlyOne)
            {
                return true;
            }

            matches++;
        }

        if (matches == 1)
        {
            return true;
        }

        if (faults is not null)
        {
            Report(instance, faults, matches);
        }

        return false;
    }

    private void Report(JsonElement instance, FaultCollector faults, int matches)
    {
        if (matches > 1)
        {
            faults.Add(ProblemCodes.ChoiceNotMatched, Keyword, $"Expected exactly one of {branches.Length} forms, but {matches} of them match.");
            return;
        }

        var attempts = new List<ChoiceAttempt>(branches.Length);
        foreach (var branch in branches)
        {
            var attempt = faults.Fork();
            branch.Check(instance, attempt);
            attempts.Add(new ChoiceAttempt(branch, attempt));
        }

        // Where one branch is plainly meant, its own faults say more than "no choice matches".
        if (ChoiceAttempt.OnlyOneMeant(attempts) is { } meant)
        {
            foreach (var fault in meant.Faults)
            {
                faults.Add(fault);
            }

            return;
        }

        faults.Add(ProblemCodes.ChoiceNotMatched, Keyword, ChoiceAttempt.Message(attempts));
    }
}
