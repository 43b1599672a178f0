using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard;

/// <summary>What every answer tells a browser: nothing foreign, nothing inline, no frames, no cache.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<SignInOptions>>();
        app.Use((context, next) =>
        {
            if (options.Value.PublicAddress is { } address)
            {
                // Addresses given to the identity provider are the public ones, whatever a proxy in between says.
                (context.Request.Scheme, context.Request.Host) = (address.Scheme, new HostString(address.Authority));
            }

            context.Response.OnStarting(() => Set(context.Response, options.Value));
            return next(context);
        });
    }

    private static Task Set(HttpResponse response, SignInOptions options)
    {
        var headers = response.Headers;
        // A form that leads to the identity provider may go there.
        var provider = options.Provider?.Authority?.GetLeftPart(UriPartial.Authority);
        headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'{(provider is null ? "" : " " + provider)}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
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
