using System.Buffers;
using System.Text.Json;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>An envelope to be sent; writes itself with its payload as CloudEvents 1.0 structured JSON.</summary>
public sealed record CloudEvent
{
    /// <summary>Set by the sender, unique per sender; UUIDv7 unless given.</summary>
    public required string Id { get; init; }

    /// <summary>Institution code of the sender, or "broker".</summary>
    public required string Sender { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Institution code of the recipient, where the sender names one.</summary>
    public string? Recipient { get; init; }

    /// <summary>Network id.</summary>
    public string? Network { get; init; }

    /// <summary>Case id.</summary>
    public string? CaseId { get; init; }

    /// <summary>Id of the message answered.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Id of the own message that this one makes needless.</summary>
    public string? Replaces { get; init; }

    /// <summary>Not to be delivered after this moment.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>True: only ask who would receive it (R7).</summary>
    public bool DryRun { get; init; }

    /// <summary>W3C trace context.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The payload: a record of <see cref="Messages"/>; its type decides the message type.</summary>
    public required object Payload { get; init; }

    /// <summary>Full message type.</summary>
    public string Type => PayloadTypes.NameOf(Payload.GetType());

    /// <summary>The bytes that go on the wire.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", Id);
        writer.WriteString("source", DerivedIds.Source(Sender));
        writer.WriteString("type", Type);
        writer.WriteString("time", InstantConverter.Format(Time));
        writer.WriteString("datacontenttype", "application/json");
        Optional("recipient", Recipient);
        Optional("network", Network);
        Optional("caseid", CaseId);
        Optional("inreplyto", InReplyTo);
        Optional("replaces", Replaces);
        Optional("expires", Expires is { } expires ? InstantConverter.Format(expires) : null);
        Optional("traceparent", TraceParent);
        if (DryRun)
        {
            writer.WriteBoolean("dryrun", true);
        }

        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, Payload, Payload.GetType(), MessageJson.Default);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();

        void Optional(string name, string? value)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }
    }
}
