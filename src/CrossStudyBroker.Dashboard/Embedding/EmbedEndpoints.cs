using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary><c>/embed/cases/{caseId}</c>: the status of a case as a page to frame. The token in the address is all that lets one in; no cookie is read or set.</summary>
internal static class EmbedEndpoints
{
    /// <summary>Where such pages are.</summary>
    public const string Root = "/embed";

    public static void MapEmbed(this IEndpointRouteBuilder routes) => routes.MapGet(Root + "/cases/{caseId}", ShowAsync).AllowAnonymous();

    /// <summary>The address of a list.</summary>
    public static string AddressOf(string caseId, string token) => $"{Root}/cases/{Uri.EscapeDataString(caseId)}{QueryString.Create("token", token)}";

    /// <summary>True for pages that may be framed.</summary>
    public static bool IsEmbedded(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>The language that the address asks for: the framing system knows its reader's.</summary>
    public static Task<ProviderCultureResult?> LanguageOf(HttpContext context) => Task.FromResult(
        IsEmbedded(context.Request) && context.Request.Query["lang"].ToString() is var language && Texts.All.ContainsKey(language) ? new ProviderCultureResult("en", language) : null);

    private static async Task<IResult> ShowAsync(string caseId, HttpRequest request, EmbedTokens tokens, CaseStatusReading reading, CancellationToken cancellationToken)
    {
        var status = tokens.InstitutionOf(request.Query["token"].ToString(), caseId) is { } institution
            ? await reading.FindAsync(caseId, institution, cancellationToken)
            : null;
        return Page.Of<EmbedPage>(new { Status = status, Address = request.Path + request.QueryString }, status is null ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK);
    }
}
