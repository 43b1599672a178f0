using CrossStudyBroker.Dashboard.Embedding;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>The ways of signing in: programs by key, people by session. Which one counts is decided by the request.</summary>
internal static class Schemes
{
    /// <summary>Chooses one of the others.</summary>
    public const string Choice = "Choice";

    /// <summary>A person's session, kept in a cookie.</summary>
    public const string Session = "Session";

    /// <summary>The OpenID Connect provider that begins a session.</summary>
    public const string Provider = "Provider";

    /// <summary>True for addresses of the HTTP API (and of what serves programs beside it); all others are pages.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>Keys count on the API only; without one the person's session does. Embedded pages have neither, and touch no session.</summary>
    public static string Of(HttpContext context) =>
        (IsApi(context.Request) && context.Request.Headers.Authorization.Count > 0) || EmbedEndpoints.IsEmbedded(context.Request) ? ApiKeyHandler.SchemeName : Session;
}
