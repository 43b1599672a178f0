using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>The contract's examples as JSON that a test may change, and short names for what tests ask of a message.</summary>
internal static class Examples
{
    /// <summary>Neither the shortest form nor the serializer's own: bytes that were written anew on their way would differ.</summary>
    private static readonly JsonSerializerOptions Odd = new() { WriteIndented = true, IndentSize = 3, NewLine = "\r\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(string type, string name = "valid-minimal") =>
        JsonNode.Parse(File.ReadAllBytes(Repository.PathOf($"contracts/examples/{type}/{name}.json")))!.AsObject(); // examples are objects

    public static byte[] Bytes(this JsonObject message) => System.Text.Encoding.UTF8.GetBytes(message.ToJsonString(Odd) + "\n");

    public static string Id(this JsonObject message) => message["id"]!.GetValue<string>(); // every example has one

    public static string Sender(this JsonObject message) => message["source"]!.GetValue<string>().Split('/')[^1]; // likewise

    public static Guid TrackingId(this JsonObject message) => DerivedIds.Tracking(message.Sender(), message.Id());

    public static Guid DeliveryIdTo(this JsonObject message, string recipient) => DerivedIds.Delivery(message.Sender(), message.Id(), recipient);
}
