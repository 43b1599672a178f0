using System.Text.Json.Serialization;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard;

/// <summary>Adds the HTTP API to a host.</summary>
public static class DashboardSetup
{
    /// <summary>Services of the API: sign-in by key, and rights.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<MessageSending>();
        services.AddOptions<ApiOptions>().BindConfiguration("Api").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CredentialOptions>().BindConfiguration("Credentials").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CredentialOptions>, CredentialCheck>();
        services.AddDataProtection().UseEphemeralDataProtectionProvider(); // sign-in is by key: nothing is sealed for later
        services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        services.AddAuthorization();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return services;
    }

    /// <summary>Routes of the API.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        app.UseProblemPages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMessages();
    }
}
