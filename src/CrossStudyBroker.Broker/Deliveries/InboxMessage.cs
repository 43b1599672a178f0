using System.Text.Json;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>A message on its way to a hosted adapter, read once for what the broker looks at and for the adapter.</summary>
internal sealed class InboxMessage : IDisposable
{
    private readonly JsonDocument _document;

    private InboxMessage(JsonDocument document)
    {
        _document = document;
        var keys = Message.TryGetProperty("data", out var data) ? StudentHasher.TextsOf(data).ToList() : [];
        if (Message.TryGetProperty("caseid", out var caseId))
        {
            keys.Add("case " + caseId.GetString());
        }

        OrderKeys = keys;
        Expires = Message.TryGetProperty("expires", out var expires) ? JsonMoments.Moment(expires) : null;
    }

    /// <summary>The message; only until this is disposed.</summary>
    public JsonElement Message => _document.RootElement;

    /// <summary>The case and the student, as keys that live only in this process's memory.</summary>
    public IReadOnlyList<string> OrderKeys { get; }

    /// <summary>After this moment the message is not worth delivering.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>Reads a message that the broker validated when it took it.</summary>
    public static InboxMessage Read(ReadOnlyMemory<byte> body) => new(JsonDocument.Parse(body));

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
