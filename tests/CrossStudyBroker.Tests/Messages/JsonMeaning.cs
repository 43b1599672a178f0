using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Messages;

/// <summary>Compares JSON by what it means: order of members does not matter, nor does the way in which a number or a moment is written.</summary>
internal static class JsonMeaning
{
    public static bool Same(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(p => b.TryGetPropertyValue(p.Key, out var other) && Same(p.Value, other)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(p => Same(p.First, p.Second)),
        (JsonValue a, JsonValue b) => JsonNode.DeepEquals(a, b) || SameMoment(a, b) || SameNumber(a, b),
        _ => left is null && right is null,
    };

    private static bool SameMoment(JsonValue a, JsonValue b) =>
        a.TryGetValue<DateTimeOffset>(out var left) && b.TryGetValue<DateTimeOffset>(out var right) && left == right;

    private static bool SameNumber(JsonValue a, JsonValue b) =>
        a.TryGetValue<decimal>(out var left) && b.TryGetValue<decimal>(out var right) && left == right;
}
