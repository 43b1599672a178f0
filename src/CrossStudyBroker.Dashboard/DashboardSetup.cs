using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Api.Connections;
using CrossStudyBroker.Dashboard.Api.Jobs;
using CrossStudyBroker.Dashboard.Api.Transfers;
using CrossStudyBroker.Dashboard.Embedding;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.Pages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Dashboard;

/// <summary>Adds the HTTP API and the desk's pages to a host.</summary>
public static class DashboardSetup
{
    /// <summary>Services of the API and the pages.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSignIn(configuration);
        services.AddApi();
        services.AddEmbedding();
        services.AddPages();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return services;
    }

    /// <summary>Lets anybody choose whom to be: for the embedded demonstration only.</summary>
    public static IServiceCollection AddDemonstrationUsers(this IServiceCollection services) => services.AddSingleton<DemonstrationUsers>();

    /// <summary>What every request goes through, in this order, and where it may end.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseLanguages();
        app.UseErrorAnswers();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UsePageTokenCheck();
        app.MapMessages();
        app.MapCauses();
        app.MapRetention();
        app.MapClock();
        app.MapTransfers();
        app.MapCases();
        app.MapPayloads();
        app.MapStudentSearch();
        app.MapJobs();
        app.MapAudit();
        app.MapFindings();
        app.MapOverview();
        app.MapConnections();
        app.MapCaseStatus();
        app.MapEmbed();
        app.MapPages();
    }
}
