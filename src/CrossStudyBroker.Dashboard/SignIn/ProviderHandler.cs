using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>
/// Signing in by an OpenID Connect provider: authorisation code with PKCE. Of all claims only what <see cref="ProviderClaims"/> makes of them is kept;
/// somebody without a role here gets no session.
/// </summary>
internal sealed partial class ProviderHandler(IOptions<SignInOptions> signIn, ILogger<ProviderHandler> logger) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != Schemes.Provider || signIn.Value.Provider is not { Authority: { } authority } provider)
        {
            return;
        }

        options.SignInScheme = Schemes.Session;
        options.Authority = authority.ToString();
        options.RequireHttpsMetadata = !authority.IsLoopback;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // people come back by a plain link, so that cookies can stay SameSite=Lax
        options.UsePkce = true;
        options.CallbackPath = "/sign-in/callback";
        options.SignedOutCallbackPath = "/sign-in/signed-out";
        options.SignedOutRedirectUri = "/sign-in";
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = provider.AsksUserInfo;
        foreach (var claim in new[] { provider.InstitutionClaim, provider.RoleClaim, provider.NameClaim })
        {
            options.ClaimActions.MapJsonKey(claim, claim);
        }

        options.Scope.Clear();
        foreach (var scope in provider.Scopes.DefaultIfEmpty("profile").Prepend("openid"))
        {
            options.Scope.Add(scope);
        }

        foreach (var cookie in new[] { options.NonceCookie, options.CorrelationCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = signIn.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        options.Events = new OpenIdConnectEvents
        {
            OnTicketReceived = context => Receive(context, provider),
            OnRemoteFailure = Fail,
            OnAccessDenied = context => Return(context, "failed"),
            OnRedirectToIdentityProviderForSignOut = context =>
            {
                context.ProtocolMessage.ClientId = provider.ClientId; // in place of the id token, which is not kept
                return Task.CompletedTask;
            },
        };
    }

    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    private Task Receive(TicketReceivedContext context, ProviderOptions provider)
    {
        if (ProviderClaims.ToCaller([.. context.Principal?.Claims ?? []], provider) is not { } caller)
        {
            NoRole();
            return Return(context, "no-rights");
        }

        context.Principal = new ClaimsPrincipal(caller.ToIdentity(Schemes.Session));
        return Task.CompletedTask;
    }

    private Task Fail(RemoteFailureContext context)
    {
        Failed(context.Failure?.GetType().Name);
        return Return(context, "failed");
    }

    private static Task Return<TOptions>(HandleRequestContext<TOptions> context, string problem)
        where TOptions : AuthenticationSchemeOptions
    {
        context.Response.Redirect("/sign-in?problem=" + problem);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Somebody signed in at the identity provider whose claims give no role here")]
    private partial void NoRole();

    [LoggerMessage(LogLevel.Warning, "Signing in by the identity provider failed ({Failure})")]
    private partial void Failed(string? failure);
}
