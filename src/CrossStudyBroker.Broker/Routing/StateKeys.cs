using System.Text.Json;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>
/// Which messages carry a whole state, so that a newer one makes an older one needless that still waits (DESIGN section 4):
/// a student's personal data (R3) and a study right (R17). The student is told by the order of deliveries.
/// </summary>
internal static class StateKeys
{
    /// <summary>Keyed hash of what the message is the newest state of; null if it is not a whole state.</summary>
    public static byte[]? Of(Envelope message, StudentHasher hasher) => message.Type.Name switch
    {
        MessageType.PersonalDataChanged when !IsPartial(message.Data) => hasher.HashExactly("personal data", message.Sender),
        MessageType.StudyRightChanged => hasher.HashExactly("study right", $"{message.Sender}\n{message.Data.GetProperty("homeStudyRight").GetProperty("id").GetString()}"), // required by the schema
        _ => null,
    };

    private static bool IsPartial(JsonElement data) => data.TryGetProperty("partial", out var partial) && partial.ValueKind == JsonValueKind.True;
}
