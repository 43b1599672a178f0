using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters.Rules;

/// <summary>What a completion becomes in the records of the two institutions (R26).</summary>
public static class CompletionRules
{
    /// <summary>R26 at the target: the original.</summary>
    public static RegisterRecord AtTarget(Completion completion) => new()
    {
        Origin = RecordOrigin.Original,
        CompletionId = completion.Id,
        OriginalDate = completion.CompletionDate,
        Completion = completion,
    };

    /// <summary>R26 at home: completed elsewhere, carrying the original institution and date. The recognition date is the home's to add.</summary>
    /// <param name="completion">The completion as the target sent it.</param>
    /// <param name="target">Institution code of the target that sent it; holds where the completion names no organisation.</param>
    /// <param name="recognisedOn">The day on which the home recognises it.</param>
    public static RegisterRecord AtHome(Completion completion, string target, DateOnly recognisedOn) => new()
    {
        Origin = RecordOrigin.CompletedElsewhere,
        CompletionId = completion.Id,
        OriginalInstitution = completion.Organisation?.Institution ?? target,
        OriginalDate = completion.CompletionDate,
        RecognitionDate = recognisedOn,
        Completion = completion,
    };
}
