using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Requests;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Pages.Jobs;

/// <summary>A bulk retry of a cause group as a person asked for it by a page's form, and why it was not begun.</summary>
public sealed record JobForm
{
    /// <summary>Why, as it was written.</summary>
    public string Note { get; init; } = "";

    /// <summary>The number the person typed.</summary>
    public string Count { get; init; } = "";

    /// <summary>At most so many in a second, as it was written.</summary>
    public string PerSecond { get; init; } = "";

    /// <summary>Problem code; null before that is known.</summary>
    public string? Refused { get; init; }

    /// <summary>How many deliveries there really are; zero if that was not looked at.</summary>
    public int Found { get; init; }

    /// <summary>Reads the fields.</summary>
    internal static JobForm Of(IFormCollection form) => new()
    {
        Note = form["note"].ToString().ReplaceLineEndings("\n"),
        Count = form["count"].ToString().Trim(),
        PerSecond = form["per-second"].ToString().Trim(),
    };

    /// <summary>The body that the HTTP API would have been sent; fields left empty are absent.</summary>
    internal RequestBody ToBody(string cause)
    {
        var body = new JsonObject { ["cause"] = cause };
        if (Note.Trim().Length > 0)
        {
            body["note"] = Note.Trim();
        }

        foreach (var (name, text) in new[] { ("count", Count), ("perSecond", PerSecond) }.Where(field => field.Item2.Length > 0))
        {
            // What is no number is sent as it is, so that it is refused and not taken for nothing.
            body[name] = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
        }

        return RequestBody.Read(JsonSerializer.SerializeToUtf8Bytes(body), "job");
    }

    /// <summary>The code of what is wrong with the body: of the count, if it is that.</summary>
    internal static string CodeOf(RequestBody body) => body.Problems[0].Pointer == "/count" ? ProblemCodes.JobCountUnconfirmed : body.Problems[0].Code;
}
