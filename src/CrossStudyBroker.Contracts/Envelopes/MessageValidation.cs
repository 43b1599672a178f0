using System.Net.Http.Headers;
using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>
/// Everything that can be said of a message by itself: size, content type, JSON, envelope, type, payload schema, identity codes.
/// The broker, <c>crossstudy validate</c> and the tests of the examples all call this one.
/// </summary>
public static class MessageValidation
{
    /// <summary>Largest message taken, in bytes, unless configured otherwise.</summary>
    public const int DefaultMaxBytes = 1024 * 1024;

    /// <summary>The content type of every message (CloudEvents structured mode).</summary>
    public const string ContentType = "application/cloudevents+json";

    /// <summary>Reads and checks one message.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="contentType">Content type as declared by the sender; parameters are allowed, charset must be UTF-8.</param>
    /// <param name="maxBytes">Largest message taken.</param>
    public static ReceivedMessage Validate(ReadOnlyMemory<byte> body, string? contentType, int maxBytes = DefaultMaxBytes)
    {
        if (body.Length > maxBytes)
        {
            return ReceivedMessage.Unreadable(new Problem(MessageTooLarge, "", $"The message has {body.Length} bytes; at most {maxBytes} are taken."));
        }

        if (!IsSupported(contentType))
        {
            return ReceivedMessage.Unreadable(new Problem(ContentTypeUnsupported, "", $"Expected content type {ContentType} in UTF-8."));
        }

        return JsonReading.Read(body, out var fault) is { } document ? Read(document) : ReceivedMessage.Unreadable(new Problem(MalformedJson, "", fault));
    }

    private static ReceivedMessage Read(JsonDocument document)
    {
        var root = document.RootElement;
        var problems = new List<Problem>();
        foreach (var fault in MessageSchemas.Set.Get("envelope.json").Validate(root, ""))
        {
            problems.Add(new Problem(fault.Code == FieldUnknown ? FieldUnknown : EnvelopeInvalid, fault.Pointer, fault.Message));
        }

        var id = Text(root, "id");
        var typeName = Text(root, "type");
        var type = typeName is null ? null : MessageType.All.GetValueOrDefault(typeName);
        problems.InsertRange(0, EnvelopePrivacy.Problems(root, type));
        if (type is not null)
        {
            if (type.FromBroker && Text(root, "source") != "/broker")
            {
                problems.Insert(0, new Problem(TypeNotAllowed, "/type", "Only the broker sends messages of this type."));
            }

            CheckAddressing(root, type, problems);
            if (root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
            {
                problems.AddRange(MessageSchemas.ForType(type.Name)!.Validate(data, "/data").Select(fault => new Problem(fault.Code, fault.Pointer, fault.Message)));
            }
        }
        else if (typeName is { Length: > 0 })
        {
            var served = MessageType.VersionsBeside(typeName);
            problems.Add(served.Count > 0
                ? new Problem(VersionUnsupported, "/type", $"This version of the type is not served; expected {Words.List(served.Order(StringComparer.Ordinal), "or")}.")
                : new Problem(TypeUnknown, "/type", $"The type is not part of the contract; the nearest one is {EditDistance.Nearest(typeName, MessageType.All.Keys)}."));
        }

        var envelope = problems.Count == 0 ? ToEnvelope(root, type!) : null; // no problems: the type is known
        return new ReceivedMessage(document, envelope, Keepable(id, "/id", problems), Keepable(typeName, "/type", problems), problems);
    }

    private static void CheckAddressing(JsonElement root, MessageType type, List<Problem> problems)
    {
        var hasRecipient = root.TryGetProperty("recipient", out _);
        if (type.Recipients == Recipients.Named && !hasRecipient)
        {
            problems.Add(new Problem(RecipientRequired, "/recipient", "Name the institution this message is for."));
        }
        else if (type.Recipients != Recipients.Named && hasRecipient && !type.FromBroker)
        {
            problems.Add(new Problem(RecipientNotAllowed, "/recipient", "The broker finds the recipients of this type; leave the attribute out."));
        }

        Require("caseid", type.NeedsCase);
        Require("network", type.NeedsNetwork);
        Require("inreplyto", type.IsReply);
        if (root.TryGetProperty("dryrun", out _) && (type.Recipients != Recipients.FromNetworks || type.FromBroker))
        {
            problems.Add(new Problem(EnvelopeInvalid, "/dryrun", "Only offering can be tried with a dry run."));
        }

        void Require(string attribute, bool needed)
        {
            if (needed && !root.TryGetProperty(attribute, out _))
            {
                problems.Add(new Problem(EnvelopeInvalid, "/" + attribute, $"A message of this type carries {attribute}."));
            }
        }
    }

    private static Envelope ToEnvelope(JsonElement root, MessageType type) => new()
    {
        Id = Text(root, "id")!, // required by the envelope schema, which held
        Sender = Text(root, "source")!.Replace("/institutions/", "", StringComparison.Ordinal).TrimStart('/'), // likewise
        Type = type,
        Time = JsonMoments.Moment(root.GetProperty("time")),
        Recipient = Text(root, "recipient"),
        Network = Text(root, "network"),
        CaseId = Text(root, "caseid"),
        InReplyTo = Text(root, "inreplyto"),
        Replaces = Text(root, "replaces"),
        Expires = root.TryGetProperty("expires", out var expires) ? JsonMoments.Moment(expires) : null,
        DryRun = root.TryGetProperty("dryrun", out var dryRun) && dryRun.GetBoolean(),
        TraceParent = Text(root, "traceparent"),
        Data = root.GetProperty("data"),
    };

    /// <summary>An id or type that is itself at fault is not kept anywhere.</summary>
    private static string Keepable(string? text, string pointer, List<Problem> problems) =>
        text is null || problems.Any(problem => problem.Pointer == pointer && problem.Code is EnvelopeInvalid or IdentityInEnvelope or TypeUnknown) ? "" : text;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsSupported(string? contentType) =>
        contentType == ContentType
        || (MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && string.Equals(parsed.MediaType, ContentType, StringComparison.OrdinalIgnoreCase)
            && (parsed.CharSet is null || parsed.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
