using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Pages.Failures;

/// <summary>What there is to say about a cause group besides its numbers.</summary>
internal static class CauseWords
{
    /// <summary>The group's code in words; groups are made of the contract's codes only.</summary>
    public static ProblemDefinition Of(CauseGroup group) => ProblemCatalogue.Find(group.Code) ?? throw new InvalidOperationException($"{group.Code} is grouped by and not in problems.json.");

    /// <summary>True if it is the reader's own to put right.</summary>
    public static bool IsFor(CauseGroup group, Caller caller) => Of(group).WhoCanFix switch
    {
        "operator" => caller.Institution is null,
        "recipient" => caller.Institution is not null && caller.Institution == group.Recipient,
        _ => caller.Institution is not null && caller.Institution != group.Recipient,
    };
}
