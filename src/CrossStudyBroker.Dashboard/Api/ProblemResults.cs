using System.Collections.Frozen;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>
/// Problem details (RFC 9457) with the codes of contracts/problems.json; every fault with its JSON Pointer. Title, cause and remedy are in the
/// language that the caller prefers; what is said of one occurrence is English.
/// </summary>
internal static class ProblemResults
{
    /// <summary>What can be wrong with a message by itself, whatever the broker knows: the schema's codes and those of the envelope.</summary>
    private static readonly FrozenSet<string> NotWellFormed = FrozenSet.ToFrozenSet(
    [
        MalformedJson, EnvelopeInvalid, TypeUnknown, TypeNotAllowed, VersionUnsupported, IdentityInEnvelope, RecipientRequired, RecipientNotAllowed,
        FieldUnknown, "field-missing", "value-not-allowed", "value-malformed", "value-out-of-range", "choice-not-matched", "identity-code-invalid",
    ]);

    /// <summary>The HTTP status of a refused message, by its first code.</summary>
    public static int StatusOf(string code) => code switch
    {
        SourceMismatch => StatusCodes.Status403Forbidden,
        DuplicateConflict => StatusCodes.Status409Conflict,
        MessageTooLarge => StatusCodes.Status413PayloadTooLarge,
        ContentTypeUnsupported => StatusCodes.Status415UnsupportedMediaType,
        BrokerError => StatusCodes.Status500InternalServerError,
        _ => NotWellFormed.Contains(code) ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>Something that the caller may not do.</summary>
    public static IResult Of(Obstacle obstacle) => Of(StatusCodes.Status403Forbidden, new Problem(NotPermitted, "", Locale.Of("en").Name("obstacle", obstacle)));

    /// <summary>One problem.</summary>
    public static IResult Of(int status, Problem problem) => Of(status, [problem]);

    /// <summary>One or more problems; the first one gives title and code.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="problems">At least one.</param>
    /// <param name="trackingId">Tracking id, where the refusal was recorded and can be asked for again.</param>
    /// <param name="more">Further members; null ones are left out.</param>
    public static IResult Of(int status, IReadOnlyList<Problem> problems, Guid? trackingId = null, IReadOnlyDictionary<string, object?>? more = null)
    {
        var first = problems[0];
        var definition = ProblemCatalogue.Find(first.Code);
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = first.Code,
            ["remedy"] = Text(definition?.Remedy),
            ["errors"] = problems,
        };
        if (trackingId is { } known)
        {
            extensions["trackingId"] = known;
        }

        foreach (var (name, value) in more?.Where(member => member.Value is not null) ?? [])
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(
            statusCode: status,
            type: $"https://crossstudybroker.example/problems/{first.Code}",
            title: Text(definition?.Title) ?? first.Code,
            detail: first.Detail ?? Text(definition?.Cause),
            instance: trackingId is { } recorded ? $"/v1/messages/{recorded}" : null,
            extensions: extensions);
    }

    /// <summary>Why something happens that a code stands for, in the caller's language.</summary>
    public static string CauseOf(string code) => Text(ProblemCatalogue.Find(code)?.Cause) ?? code;

    /// <summary>What to do about it, in the caller's language.</summary>
    public static string? RemedyOf(string code) => Text(ProblemCatalogue.Find(code)?.Remedy);

    private static string? Text(LocalisedText? text) => text is null ? null : Locale.Current.Of(text);
}
