using CrossStudyBroker.Dashboard.Embedding;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard;

/// <summary>What every answer tells a browser: nothing foreign, nothing inline, no cache, and no frames except of what is made for them.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<SignInOptions>>();
        var embed = app.Services.GetRequiredService<IOptions<EmbedOptions>>();
        app.Use((context, next) =>
        {
            if (options.Value.PublicAddress is { } address)
            {
                // Addresses given to the identity provider are the public ones, whatever a proxy in between says.
                (context.Request.Scheme, context.Request.Host) = (address.Scheme, new HostString(address.Authority));
            }

            context.Response.OnStarting(() => Set(context, options.Value, embed.Value));
            return next(context);
        });
    }

    private static Task Set(HttpContext context, SignInOptions options, EmbedOptions embed)
    {
        var response = context.Response;
        var headers = response.Headers;
        var isEmbedded = EmbedEndpoints.IsEmbedded(context.Request);
        // A form that leads to the identity provider may go there.
        var provider = options.Provider?.Authority?.GetLeftPart(UriPartial.Authority);
        headers.ContentSecurityPolicy = isEmbedded
            ? $"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors {(embed.Ancestors.Count == 0 ? "'none'" : string.Join(' ', embed.Ancestors))}"
            : $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'{(provider is null ? "" : " " + provider)}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = isEmbedded ? "no-referrer" : "same-origin"; // an embedded page's address lets in
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (headers.CacheControl.Count == 0 || !headers.CacheControl.ToString().Contains("immutable", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store"; // what one may see must not lie in a cache for another
        }

        if (options.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            headers.RetryAfter = "5";
        }

        return Task.CompletedTask;
    }
}
