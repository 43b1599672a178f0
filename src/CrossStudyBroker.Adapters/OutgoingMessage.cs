using System.Diagnostics;
using System.Text.Json;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters;

/// <summary>
/// A message that an SIS sends. Sent again it must be the same in everything: the broker takes the repeat for what it is, and refuses
/// the same id with other content. So keep the message, not what it was made from.
/// </summary>
public sealed record OutgoingMessage
{
    /// <summary>Unique for the sender; never an identity code. A UUID of version 7 unless given.</summary>
    public string Id { get; init; } = Guid.CreateVersion7().ToString();

    /// <summary>When the message was made; null: when it is first handed to the lane.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Institution code of the recipient; null where the broker finds the recipients.</summary>
    public string? Recipient { get; init; }

    /// <summary>The network through which the student studies.</summary>
    public string? Network { get; init; }

    /// <summary>The case: one enrolment with all that follows from it. Never an identity code.</summary>
    public string? CaseId { get; init; }

    /// <summary>Id of the message answered, as its sender gave it.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Id of an earlier message of the same sender that this one makes needless.</summary>
    public string? Replaces { get; init; }

    /// <summary>After this moment the message is not worth delivering.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Offering only: tell who would receive it, and send nothing (R7).</summary>
    public bool DryRun { get; init; }

    /// <summary>W3C trace context; that of the current activity unless given.</summary>
    public string? TraceParent { get; init; } = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>The payload: one of the records of <see cref="PayloadTypes"/>.</summary>
    public required object Data { get; init; }

    /// <summary>Message type; follows from the payload.</summary>
    public string Type => PayloadTypes.NameOf(Data.GetType());

    /// <summary>The message as one CloudEvents 1.0 event in structured JSON.</summary>
    /// <param name="sender">Institution code of the sender.</param>
    /// <param name="time">Taken unless <see cref="Time"/> is set.</param>
    public byte[] ToJson(string sender, DateTimeOffset time)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", Id);
            json.WriteString("source", DerivedIds.Source(sender));
            json.WriteString("type", Type);
            json.WriteString("time", InstantConverter.Format(Time ?? time));
            json.WriteString("datacontenttype", "application/json");
            WriteIfSet(json, "recipient", Recipient);
            WriteIfSet(json, "network", Network);
            WriteIfSet(json, "caseid", CaseId);
            WriteIfSet(json, "inreplyto", InReplyTo);
            WriteIfSet(json, "replaces", Replaces);
            WriteIfSet(json, "expires", Expires is { } expires ? InstantConverter.Format(expires) : null);
            WriteIfSet(json, "traceparent", TraceParent);
            if (DryRun)
            {
                json.WriteBoolean("dryrun", value: true);
            }

            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, Data, Data.GetType(), MessageJson.Default);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Type and id only: the payload must not reach a log by accident.</summary>
    public override string ToString() => $"{Type} {Id}";

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
