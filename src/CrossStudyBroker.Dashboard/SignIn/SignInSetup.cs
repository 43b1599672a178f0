using CrossStudyBroker.Broker.Vault;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Registers who may come in and how.</summary>
internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CredentialOptions>().BindConfiguration("Credentials").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CredentialOptions>, CredentialCheck>();
        services.AddOptions<SignInOptions>().BindConfiguration("SignIn").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInCheck>();
        services.AddSingleton<Permissions>();
        services.AddSessionKeys();

        services.AddSingleton<SessionCookie>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(provider => provider.GetRequiredService<SessionCookie>());
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>>(provider => provider.GetRequiredService<SessionCookie>());
        services.AddAntiforgery();
        var schemes = services.AddAuthentication(Schemes.Choice)
            .AddPolicyScheme(Schemes.Choice, null, choice => choice.ForwardDefaultSelector = Schemes.Of)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(Schemes.Session);
        if (configuration.GetSection("SignIn:Provider").Exists())
        {
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ProviderHandler>();
            schemes.AddOpenIdConnect(Schemes.Provider, _ => { });
        }

        // Whoever is not known to have a role is a stranger, signed in or not. Endpoints are for callers unless they say otherwise.
        var callers = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(context => Caller.Of(context.User) is not null).Build();
        services.AddAuthorization(options => options.DefaultPolicy = callers);
    }

    /// <summary>Sessions survive a restart and are read by all replicas: their keys lie in a folder, which only its owner may read.</summary>
    private static void AddSessionKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("crossstudy");
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)); // it warns that the folder's rights are all that guards the keys
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<SignInOptions>, ILoggerFactory>((keys, signIn, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(PrivateFolder.Create(signIn.Value.KeyFolder), loggers));
    }
}
