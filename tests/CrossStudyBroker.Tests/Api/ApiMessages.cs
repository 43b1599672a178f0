using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Messages made of the contract's examples, with ids of their own.</summary>
internal static class ApiMessages
{
    public const string HaagaHelia = "10056", Metropolia = "10065", Laurea = "10066", Operator = "operator";

    /// <summary>At Metropolia: one who only looks, and one who may read payloads.</summary>
    public const string Viewer = "viewer", PayloadReader = "payload-reader";

    private static int _last;

    /// <summary>A completion of Haaga-Helia for Metropolia: one recipient, no rule in its way.</summary>
    public static JsonObject Completion(string sender = HaagaHelia, string recipient = Metropolia)
    {
        var message = Example("crossstudy.completion.recorded.v1", sender);
        message["recipient"] = recipient;
        return message;
    }

    /// <summary>Metropolia's student asks for a place at Haaga-Helia.</summary>
    public static JsonObject Enrolment(string? caseId = null)
    {
        var message = Example("crossstudy.enrolment.requested.v1", Metropolia);
        message["caseid"] = caseId ?? NewId("case");
        return message;
    }

    /// <summary>Offering of Haaga-Helia for both others.</summary>
    public static JsonObject Offering(bool dryRun = false)
    {
        var message = Example("crossstudy.offering.published.v1", HaagaHelia);
        if (dryRun)
        {
            message["dryrun"] = true;
        }

        return message;
    }

    public static string Id(this JsonNode message) => message["id"]!.GetValue<string>(); // every message here has one

    public static string Sender(this JsonNode message) => message["source"]!.GetValue<string>().Split('/')[^1]; // likewise

    public static JsonObject With(this JsonObject message, string attribute, JsonNode? value)
    {
        message[attribute] = value;
        return message;
    }

    /// <summary>An id that no other message of this run has.</summary>
    public static string NewId(string what = "m") => $"{what}-{Interlocked.Increment(ref _last)}";

    private static JsonObject Example(string type, string sender)
    {
        var message = JsonNode.Parse(File.ReadAllBytes(Repository.PathOf($"contracts/examples/{type}/valid-minimal.json")))!.AsObject(); // examples are objects
        return message.With("id", NewId()).With("source", "/institutions/" + sender);
    }
}
