using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>
/// The session of a signed-in person, in a sealed cookie: it ends after idleness, and after an absolute limit whatever is done. What a page asks
/// for by itself in the background does not prolong it. Over https both cookies carry the prefix that binds them to this host.
/// </summary>
internal sealed class SessionCookie(IOptions<SignInOptions> signIn, TimeProvider time) : IConfigureNamedOptions<CookieAuthenticationOptions>, IConfigureOptions<AntiforgeryOptions>
{
    /// <summary>Marks a request that no person made.</summary>
    public const string BackgroundHeader = "X-Background";

    /// <summary>Carries the anti-forgery token of a request made by a page's script.</summary>
    public const string TokenHeader = "X-Page-Token";

    /// <summary>Name of the hidden field that carries it in a form.</summary>
    public const string TokenField = "page-token";

    /// <summary>When the session ends at the latest, in its properties.</summary>
    public const string EndsAt = "csb:ends";

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
            OnSigningIn = context =>
            {
                context.Properties.Items[EndsAt] = (time.GetUtcNow() + signIn.Value.AbsoluteLimit).ToString("O");
                return Task.CompletedTask;
            },
            OnValidatePrincipal = context =>
            {
                if (!(DateTimeOffset.TryParse(context.Properties.Items.TryGetValue(EndsAt, out var end) ? end : null, out var moment) && time.GetUtcNow() < moment))
                {
                    context.RejectPrincipal();
                }

                return Task.CompletedTask;
            },
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
