using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Envelopes;
using static CrossStudyBroker.Contracts.Envelopes.MessageType;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>
/// One student's cross-study of one home at one target, with all messages that belong to it: the contract's examples with ids, institutions
/// and identities of this case, so that tests side by side never meet.
/// </summary>
internal sealed class CrossStudyCase(string home = RigDirectory.Metropolia, string target = RigDirectory.HaagaHelia, string network = RigDirectory.Narrow)
{
    private readonly string _suffix = "-" + Guid.NewGuid().ToString("N")[..12];

    public string Home => home;

    public string Target => target;

    public string CaseId { get; init; } = "case-" + Guid.NewGuid();

    public string LearnerNumber { get; init; } = Students.LearnerNumber();

    public string PersonalIdentityCode { get; init; } = Students.PersonalIdentityCode();

    public JsonObject Requested(string example = "valid-minimal") => Make(EnrolmentRequested, example, home, target);

    public JsonObject Cancelled(string example = "valid-minimal") => Make(EnrolmentCancelled, example, home, target);

    public JsonObject Received(JsonObject request, string example = "valid-minimal") => Make(EnrolmentReceived, example, target, home, request);

    /// <summary>The target's decision: every selection in the state given.</summary>
    public JsonObject Decided(JsonObject request, string state = "accepted", DateOnly? studyRightEnds = null)
    {
        var decision = Make(EnrolmentDecided, state == "rejected" ? "valid-rejected" : "valid-minimal", target, home, request);
        foreach (var selection in decision["data"]!["selections"]!.AsArray())
        {
            selection!["state"] = state; // the example has selections
        }

        if (studyRightEnds is { } end)
        {
            decision["data"]!["targetStudyRight"] = new JsonObject
            {
                ["id"] = "OO" + _suffix,
                ["institution"] = target,
                ["state"] = 1,
                ["startDate"] = end.AddYears(-1).ToString("O"),
                ["endDate"] = end.ToString("O"),
            };
        }

        return decision;
    }

    public JsonObject DecidedInFull(JsonObject request) => Make(EnrolmentDecided, "valid-full", target, home, request);

    public JsonObject StudyRightChange(string example = "valid-minimal") => Make(StudyRightChanged, example, home, null);

    public JsonObject StudyRightAnswer(JsonObject change, string example = "valid-minimal") => Make(StudyRightAnswered, example, target, home, change);

    public JsonObject PersonalDataChange(string example = "valid-minimal") => Make(PersonalDataChanged, example, home, null);

    public JsonObject PersonalDataAnswer(JsonObject change, string example = "valid-minimal") => Make(PersonalDataAnswered, example, target, home, change);

    /// <summary>A completion; it names the case, so that its order within the case counts.</summary>
    public JsonObject Completion(string example = "valid-minimal")
    {
        var completion = Make(CompletionRecorded, example, target, home);
        completion["caseid"] = CaseId;
        return completion;
    }

    public JsonObject CompletionAnswer(JsonObject completion, string example = "valid-minimal") => Make(CompletionAnswered, example, home, target, completion);

    public JsonObject Offering(string example = "valid-minimal") => Make(OfferingPublished, example, target, null);

    public JsonObject Withdrawal(string example = "valid-minimal") => Make(OfferingWithdrawn, example, target, null);

    private JsonObject Make(string type, string example, string sender, string? recipient, JsonObject? answered = null)
    {
        var message = Examples.Of(type, example);
        message["id"] = Guid.CreateVersion7().ToString();
        message["source"] = DerivedIds.Source(sender);
        Replace(message, "recipient", recipient);
        Replace(message, "network", network);
        Replace(message, "caseid", CaseId);
        Replace(message, "inreplyto", answered?.Id());
        var data = message["data"]!; // every example has data
        Replace(data["student"], "learnerNumber", LearnerNumber);
        Replace(data["student"], "personalIdentityCode", PersonalIdentityCode);
        Replace(data["student"], "europeanStudentIdentifier", "urn:schac:personalUniqueCode:int:esi:fi:" + LearnerNumber);
        Replace(data["previousIdentity"], "personalIdentityCode", Students.PersonalIdentityCode());
        Replace(data["homeStudyRight"], "institution", home);
        Replace(data["targetStudyRight"], "institution", target);
        foreach (var named in new[] { data["selections"], data["items"] }.OfType<JsonArray>().SelectMany(array => array))
        {
            named!["id"] = named["id"]!.GetValue<string>() + _suffix; // required by the schemas
            foreach (var link in (named["networks"] as JsonArray ?? []).OfType<JsonObject>())
            {
                link["id"] = network;
            }
        }

        return message;
    }

    /// <summary>Only where the example has it: which attributes a type carries is the contract's matter.</summary>
    private static void Replace(JsonNode? holder, string name, string? value)
    {
        if (holder?[name] is not null)
        {
            holder[name] = value;
        }
    }
}
