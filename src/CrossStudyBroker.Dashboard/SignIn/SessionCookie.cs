using System.Globalization;
using CrossStudyBroker.Broker.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>
/// The session of a signed-in person, in a sealed cookie: it ends after idleness, and after an absolute limit whatever is done. What a page asks
/// for by itself in the background does not prolong it. Signing out, or in anew, ends it on the server too, so that a copy of the cookie is worth nothing. It is the
/// id that is kept there and not the session (<c>ITicketStore</c>), which would be prolonged under its old id when somebody signs in over another's.
/// Over https both cookies carry the prefix that binds them to this host.
/// </summary>
internal sealed class SessionCookie(IOptions<SignInOptions> signIn, EndedSessions ended, TimeProvider time) : IConfigureNamedOptions<CookieAuthenticationOptions>, IConfigureOptions<AntiforgeryOptions>
{
    /// <summary>Marks a request that no person made.</summary>
    public const string BackgroundHeader = "X-Background";

    /// <summary>Carries the anti-forgery token of a request made by a page's script.</summary>
    public const string TokenHeader = "X-Page-Token";

    /// <summary>Name of the hidden field that carries it in a form.</summary>
    public const string TokenField = "page-token";

    /// <summary>When the session ends at the latest, in its properties.</summary>
    public const string EndsAt = "csb:ends";

    private const string Id = "csb:session";

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Schemes.Session)
        {
            return;
        }

        Secure(options.Cookie, "csb-session");
        options.ExpireTimeSpan = signIn.Value.IdleLimit;
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "return";
        options.Events = new CookieAuthenticationEvents
        {
            OnSigningIn = async context =>
            {
                await EndAsync(context.HttpContext, context.Options);
                context.Properties.Items[Id] = Guid.NewGuid().ToString("N");
                context.Properties.Items[EndsAt] = (time.GetUtcNow() + signIn.Value.AbsoluteLimit).ToString("O");
            },
            OnValidatePrincipal = async context =>
            {
                if (Read(context.Properties) is not { } session
                    || time.GetUtcNow() >= session.EndsAt
                    || await ended.HasEndedAsync(session.Id, context.HttpContext.RequestAborted))
                {
                    context.RejectPrincipal();
                }
            },
            OnSigningOut = context => EndAsync(context.HttpContext, context.Options),
            OnCheckSlidingExpiration = context =>
            {
                context.ShouldRenew &= !context.Request.Headers.ContainsKey(BackgroundHeader);
                return Task.CompletedTask;
            },
            OnRedirectToLogin = context => Schemes.IsApi(context.Request) ? context.HttpContext.ChallengeAsync(ApiKeyHandler.SchemeName) : Redirect(context),
            OnRedirectToAccessDenied = context => Schemes.IsApi(context.Request) ? context.HttpContext.ForbidAsync(ApiKeyHandler.SchemeName) : Forbid(context),
        };
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    public void Configure(AntiforgeryOptions options)
    {
        Secure(options.Cookie, "csb-page-token");
        options.HeaderName = TokenHeader;
        options.FormFieldName = TokenField;
        options.SuppressXFrameOptionsHeader = true; // frame-ancestors says it (Headers)
    }

    /// <summary>Ends the session of the request's cookie, also one that has been idle for too long: a copy may have been kept alive.</summary>
    private async Task EndAsync(HttpContext request, CookieAuthenticationOptions options)
    {
        var cookie = options.CookieManager.GetRequestCookie(request, options.Cookie.Name!); // set above
        if (Read(options.TicketDataFormat.Unprotect(cookie)?.Properties) is { } session)
        {
            await ended.EndAsync(session.Id, session.EndsAt, CancellationToken.None); // also if the browser has gone away
        }
    }

    private static (string Id, DateTimeOffset EndsAt)? Read(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(Id, out var id) == true && id is not null
        && properties.Items.TryGetValue(EndsAt, out var end) && DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, out var moment)
            ? (id, moment)
            : null;

    private void Secure(CookieBuilder cookie, string name)
    {
        cookie.Name = signIn.Value.IsHttps ? "__Host-" + name : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = signIn.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
