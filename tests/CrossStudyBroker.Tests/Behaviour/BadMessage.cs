using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Messages with one thing wrong, by what it is.</summary>
internal sealed record BadMessage
{
    /// <summary>The lane it comes by.</summary>
    public required string Lane { get; init; }

    public required byte[] Body { get; init; }

    public string ContentType { get; init; } = RawMessage.CloudEvent;

    /// <summary>Code that it must get.</summary>
    public required string Code { get; init; }

    /// <summary>The id as far as it can be read and kept; empty otherwise.</summary>
    public string Id { get; init; } = "";

    public Guid TrackingId => DerivedIds.Tracking(Lane, Id.Length > 0 ? Id : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Body))} {Code}");

    /// <summary>True if what the sender was told is about this message.</summary>
    public bool IsMeantBy(StatusChange change) => change.TrackingId == TrackingId.ToString();

    public static IReadOnlyDictionary<string, Func<CrossStudyCase, BadMessage>> Kinds { get; } = new Dictionary<string, Func<CrossStudyCase, BadMessage>>(StringComparer.Ordinal)
    {
        ["empty"] = study => Unreadable(study, [], ProblemCodes.MalformedJson),
        ["cut short"] = study => Unreadable(study, study.Requested().Bytes()[..^40], ProblemCodes.MalformedJson),
        ["not JSON"] = study => Unreadable(study, Encoding.UTF8.GetBytes("<enrolment/> " + study.CaseId), ProblemCodes.MalformedJson),
        ["a list"] = study => Unreadable(study, Encoding.UTF8.GetBytes($"[{study.Requested().ToJsonString()}]"), ProblemCodes.MalformedJson),
        ["a name twice"] = study => Unreadable(study, Encoding.UTF8.GetBytes("{\"id\":1," + study.Requested().ToJsonString()[1..]), ProblemCodes.MalformedJson),
        ["nested without end"] = study => Unreadable(study, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 100_000)) + study.CaseId), ProblemCodes.MalformedJson),
        ["half a character"] = study => Unreadable(study, [.. study.Requested().Bytes(), 0xC3], ProblemCodes.MalformedJson),
        ["half a surrogate pair"] = study => Unreadable(study, Replaced(study.Requested(), study.LearnerNumber, "\\ud800"), ProblemCodes.MalformedJson),
        ["oversize"] = study => Unreadable(study, [.. study.Requested().Bytes(), .. Enumerable.Repeat((byte)' ', MessageValidation.DefaultMaxBytes)], ProblemCodes.MessageTooLarge),
        ["wrong content type"] = study => Unreadable(study, study.Requested().Bytes(), ProblemCodes.ContentTypeUnsupported) with { ContentType = "text/plain" },
        ["content type of plain JSON"] = study => Unreadable(study, study.Requested().Bytes(), ProblemCodes.ContentTypeUnsupported) with { ContentType = "application/json" },
        ["another charset"] = study => Unreadable(study, study.Requested().Bytes(), ProblemCodes.ContentTypeUnsupported) with { ContentType = RawMessage.CloudEvent + "; charset=iso-8859-1" },
        ["another version"] = study => Changed(study, ProblemCodes.VersionUnsupported, message => message["type"] = "crossstudy.enrolment.requested.v9"),
        ["unknown type"] = study => Changed(study, ProblemCodes.TypeUnknown, message => message["type"] = "crossstudy.enrolment.reqested.v1"),
        ["the broker's type"] = study => Changed(study, ProblemCodes.TypeNotAllowed, message => message["type"] = MessageType.MessageStatus),
        ["another's source"] = study => Changed(study, ProblemCodes.SourceMismatch, message => message["source"] = "/institutions/" + RigDirectory.Laurea),
        ["unknown recipient"] = study => Changed(study, ProblemCodes.RecipientUnknown, message => message["recipient"] = "99999"),
        ["to itself"] = study => Changed(study, ProblemCodes.RecipientIsSender, message => message["recipient"] = study.Home),
        ["no recipient"] = study => Changed(study, ProblemCodes.RecipientRequired, message => message.Remove("recipient")),
        ["unknown network"] = study => Changed(study, ProblemCodes.NetworkUnknown, message => message["network"] = "4amk"),
        ["target not in the network (R1)"] = study => Changed(study, ProblemCodes.RecipientNotMember, message => message["recipient"] = RigDirectory.Other),
        ["not eligible (R1)"] = study => Changed(study, ProblemCodes.NotEligible, message => message["data"]!["homeStudyRight"]!["eligibleForNetworkStudies"] = false),
        ["expired"] = study => Changed(study, ProblemCodes.MessageExpired, message => message["expires"] = "2020-01-01T00:00:00Z"),
        ["a field too many"] = study => Changed(study, ProblemCodes.FieldUnknown, message => message["data"]!["student"]!["shoeSize"] = 42),
        ["learner number with a wrong digit"] = study => Changed(study, "identity-code-invalid", message => message["data"]!["student"]!["learnerNumber"] = Miscounted(study.LearnerNumber)),
        ["personal identity code with a wrong character"] = study => Changed(study, "identity-code-invalid", message =>
            message["data"]!["student"]!["personalIdentityCode"] = study.PersonalIdentityCode[..^1] + (study.PersonalIdentityCode[^1] == '0' ? '1' : '0')),
        ["identity code as case id"] = study => Changed(study, ProblemCodes.IdentityInEnvelope, message => message["caseid"] = study.PersonalIdentityCode),
        ["identity code as id"] = study => Changed(study, ProblemCodes.IdentityInEnvelope, message => message["id"] = study.LearnerNumber) with { Id = "" },
        ["no id"] = study => Changed(study, ProblemCodes.EnvelopeInvalid, message => message.Remove("id")) with { Id = "" },
    };

    private static BadMessage Unreadable(CrossStudyCase study, byte[] body, string code) => new() { Lane = study.Home, Body = body, Code = code };

    private static BadMessage Changed(CrossStudyCase study, string code, Action<JsonObject> change)
    {
        var message = study.Requested();
        var id = message.Id();
        change(message);
        return new BadMessage { Lane = study.Home, Body = message.Bytes(), Code = code, Id = id };
    }

    private static byte[] Replaced(JsonObject message, string text, string by) =>
        Encoding.UTF8.GetBytes(message.ToJsonString().Replace(text, by, StringComparison.Ordinal));

    private static string Miscounted(string number) => number[..^1] + (char)('0' + ((number[^1] - '0' + 1) % 10));
}
