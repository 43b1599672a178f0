using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Dashboard;

/// <summary>Adds the HTTP API to a host.</summary>
public static class DashboardSetup
{
    /// <summary>Services of the API: sign-in by key, and rights.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddOptions<CredentialOptions>().BindConfiguration("Credentials").ValidateDataAnnotations().ValidateOnStart();
        services.AddDataProtection().UseEphemeralDataProtectionProvider(); // sign-in is by key: nothing is sealed for later
        services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        services.AddAuthorization();
        return services;
    }

    /// <summary>Routes of the API.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMessages();
    }
}
