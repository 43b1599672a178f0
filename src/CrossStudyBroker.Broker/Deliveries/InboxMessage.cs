using System.Text.Json;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>What the broker looks at in a message on its way to a hosted adapter.</summary>
/// <param name="OrderKeys">The case and the student, as keys that live only in this process's memory.</param>
/// <param name="Expires">After this moment the message is not worth delivering.</param>
internal sealed record InboxMessage(IReadOnlyList<string> OrderKeys, DateTimeOffset? Expires)
{
    /// <summary>Reads a message that the broker validated when it took it.</summary>
    public static InboxMessage Read(ReadOnlyMemory<byte> body, StudentHasher hasher)
    {
        using var document = JsonDocument.Parse(body);
        var message = document.RootElement;
        var keys = message.TryGetProperty("data", out var data) ? hasher.HashesOf(data).Select(Convert.ToHexString).ToList() : [];
        if (message.TryGetProperty("caseid", out var caseId))
        {
            keys.Add("case " + caseId.GetString());
        }

        return new InboxMessage(keys, message.TryGetProperty("expires", out var expires) ? JsonMoments.Moment(expires) : null);
    }
}
