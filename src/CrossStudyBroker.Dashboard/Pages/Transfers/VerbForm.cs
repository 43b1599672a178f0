using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Contracts.Requests;
using CrossStudyBroker.Dashboard.Api.Transfers;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Pages.Transfers;

/// <summary>A verb as a person sent it by a page's form: read and checked exactly as the HTTP API's body is.</summary>
public sealed record VerbForm
{
    /// <summary>The delivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>The verb.</summary>
    public required Verb Verb { get; init; }

    /// <summary>What the person wrote, as it was written: it goes back into the field when it was refused.</summary>
    public string Note { get; init; } = "";

    /// <summary>Of a hand-over: to whom.</summary>
    public string To { get; init; } = "";

    /// <summary>Of a take: from whom, by the number of their entry.</summary>
    public long? InsteadOf { get; init; }

    /// <summary>Problem code of why it was not done; null before that is known.</summary>
    public string? Refused { get; init; }

    /// <summary>What somebody did that stands in the way, if it is that.</summary>
    public AuditEntry? Because { get; init; }

    /// <summary>Reads the fields; null if they are no verb on a delivery.</summary>
    internal static VerbForm? Of(IFormCollection form) =>
        Guid.TryParse(form["delivery"], out var deliveryId) && VerbReading.Verbs.TryGetValue(form["verb"].ToString(), out var verb)
            ? new VerbForm
            {
                DeliveryId = deliveryId,
                Verb = verb,
                Note = form["note"].ToString().ReplaceLineEndings("\n"),
                To = form["to"].ToString(),
                InsteadOf = long.TryParse(form["instead-of"], out var entry) ? entry : null,
            }
            : null;

    /// <summary>The body that the HTTP API would have been sent; fields left empty are absent.</summary>
    internal RequestBody ToBody()
    {
        var body = new JsonObject();
        if (Note.Trim().Length > 0)
        {
            body["note"] = Note.Trim();
        }

        if (To.Length > 0)
        {
            body["to"] = To;
        }

        if (InsteadOf is { } entry)
        {
            body["insteadOf"] = entry;
        }

        return RequestBody.Read(JsonSerializer.SerializeToUtf8Bytes(body), VerbDto.Name(Verb));
    }
}
