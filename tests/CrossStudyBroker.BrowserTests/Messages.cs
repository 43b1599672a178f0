using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Api;
using CrossStudyBroker.Tests.Behaviour;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Messages that came to an end, sent as an institution's system would. Each gives its tracking id.</summary>
internal static class Messages
{
    /// <summary>A completion of Haaga-Helia that Metropolia took.</summary>
    public static Task<string> ProcessedAsync(this Desk desk, string? caseId = null) => desk.SendAsync(OfCase(Completion(), caseId), MessageState.Processed);

    /// <summary>A completion of Haaga-Helia that Metropolia refused.</summary>
    public static Task<string> RefusedAsync(this Desk desk, string? caseId = null) => desk.SendAsync(OfCase(Completion(), caseId), MessageState.Refused, Outcome.Refused("student-unknown"));

    /// <summary>A completion of Haaga-Helia that failed at Metropolia for good.</summary>
    public static Task<string> ParkedAsync(this Desk desk, string? caseId = null) => desk.ParkAsync(OfCase(Completion(), caseId), Metropolia, "student-ambiguous");

    /// <summary>A message that fails at its recipient for good.</summary>
    public static Task<string> ParkAsync(this Desk desk, JsonObject message, string recipient, string code)
    {
        desk.Host.Sis(recipient).Answers(message.Id(), Outcome.FailedPermanently(code));
        return desk.Host.SendAsync(message, (recipient, MessageState.Parked));
    }

    /// <summary>Offering of Haaga-Helia that both others took.</summary>
    public static Task<string> OfferingAsync(this Desk desk) => desk.Host.SendAsync(Offering(), (Metropolia, MessageState.Processed), (Laurea, MessageState.Processed));

    /// <summary>A completion that the broker itself refused, with its tracking id.</summary>
    public static async Task<string> RefusedByBrokerAsync(this Desk desk) => (await desk.Host.PostAsync(Completion(recipient: "10999"))).Text("trackingId")!; // refusals of readable messages are recorded

    /// <summary>Address of the page of a case that has something waiting.</summary>
    public static async Task<string> CaseAsync(this Desk desk)
    {
        var caseId = NewId("case");
        await desk.ParkedAsync(caseId);
        return "/cases/" + caseId;
    }

    /// <summary>Address of the page of a cause that Haaga-Helia has failures of.</summary>
    public static async Task<string> CauseAsync(this Desk desk)
    {
        await desk.ParkedAsync();
        var causes = await Eventually.SeesAsync(async () => (await desk.Host.GetAsync(HaagaHelia, "/v1/causes")).Texts("causes", "id").ToList(), ids => ids.Count > 0, "a cause"); // counted a moment after it
        return "/failures/" + causes[0];
    }

    private static Task<string> SendAsync(this Desk desk, JsonObject message, MessageState until, Outcome? outcome = null)
    {
        if (outcome is not null)
        {
            desk.Host.Sis(Metropolia).Answers(message.Id(), outcome);
        }

        return desk.Host.SendAsync(message, (Metropolia, until));
    }

    private static JsonObject OfCase(JsonObject message, string? caseId) => caseId is null ? message : message.With("caseid", caseId);
}
