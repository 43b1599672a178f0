using CrossStudyBroker.Broker;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Puts the roles of one process together.</summary>
internal static class BrokerHost
{
    /// <summary>Configuration: appsettings.json, environment, then what the command line said.</summary>
    public static IConfiguration Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder()
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(settings)
        .Build();

    /// <summary>Builds the host; nothing runs yet, but everything is checked that can be.</summary>
    public static WebApplication Build(Dictionary<string, string?> settings, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "crossstudy" });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["Urls"] = Settings.Urls(builder.Configuration);
        builder.Configuration["Directory:Folder"] = Settings.DirectoryFolder(builder.Configuration);
        Logs.Configure(builder);

        var roles = Settings.RolesOf(builder.Configuration);
        var store = Settings.Store(builder.Configuration);
        var transport = Settings.Transport(builder.Configuration);
        builder.Configuration["SignIn:KeyFolder"] ??= Path.Combine(store.Folder, "sessions");
        var services = builder.Services;
        if (Settings.Clock(builder.Configuration) is { } clock) services.AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddHostedService<ClockWarning>();
        services.AddTrackerStore(store);
        services.AddTransport(transport);
        services.AddVault(() => Settings.KeyRing(builder.Configuration, store, create: true));
        services.AddSingleton(new ConnectionWays(
            roles.Contains(Roles.Adapters) ? (roles.Contains(Roles.ReferenceSis) ? ["reference-sis"] : []) : null,
            transport.Kind == TransportKind.RabbitMq));
        services.AddBroker();
        services.AddPresence(roles);
        if (Settings.IsDemonstration(builder.Configuration)) services.AddSingleton<IPostConfigureOptions<CredentialOptions>, DemonstrationKeys>();
        if (Settings.HasDemonstrationUsers(builder.Configuration)) services.AddDemonstrationUsers();
        services.AddHealth();
        services.AddTelemetryExport(builder.Configuration);
        if (roles.Contains(Roles.Adapters)) services.AddAdaptersRole();
        if (roles.Contains(Roles.Broker)) services.AddBrokerRole();
        if (roles.Contains(Roles.Dashboard)) services.AddDashboard(builder.Configuration);
        if (transport.Kind == TransportKind.InMemory) services.AddMemoryDrain();
        if (roles.Contains(Roles.ReferenceSis)) services.AddReferenceSis(builder.Configuration);
        more?.Invoke(services);

        var app = builder.Build();
        app.MapHealth();
        if (roles.Contains(Roles.Dashboard)) app.MapDashboard();
        return app;
    }

    /// <summary>Checks options, directory, keys and RabbitMQ, brings the schema up to date, then starts every role; where one cannot start, those that did are stopped in order.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        _ = app.Services.GetRequiredService<DirectorySource>(); // reads the files
        _ = app.Services.GetRequiredService<SecretKeys>(); // likewise
        await TopologyClient.ReachAsync(app.Services.GetRequiredService<TransportOptions>(), cancellationToken);
        await app.Services.GetRequiredService<ITrackerStore>().MigrateAsync(cancellationToken);
        _ = app.Services.GetServices<IHostedService>(); // made here, because a host cannot be stopped whose services could not be made
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }
}
