using System.Text.Json.Nodes;
using CrossStudyBroker.Tests.Behaviour;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>The messages of one case, each with as many fields as the contract's examples have.</summary>
internal static class LeakMessages
{
    /// <summary>One of each type that institutions send, and of some two.</summary>
    public static IReadOnlyList<JsonObject> OfAllTypes(CrossStudyCase study)
    {
        var request = study.Requested("valid-full");
        var (change, studyRight, completion) = (study.PersonalDataChange("valid-full"), study.StudyRightChange("valid-full"), study.Completion("valid-full"));
        return
        [
            request,
            study.Received(request, "valid-full"),
            study.DecidedInFull(request),
            study.Decided(request, "rejected"),
            studyRight,
            study.StudyRightAnswer(studyRight, "valid-full"),
            change,
            study.PersonalDataAnswer(change, "valid-full"),
            completion,
            study.CompletionAnswer(completion, "valid-full"),
            study.Completion("valid-micro-credential"),
            study.Cancelled("valid-full"),
            study.Offering("valid-full"),
        ];
    }
}
