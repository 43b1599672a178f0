using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Connections;
using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Presence;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Sessions;
using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker;

/// <summary>Registers the broker and its roles. The store, the transport and the directory's folder are the host's choice.</summary>
public static class BrokerSetup
{
    /// <summary>What every role needs: directory, lanes, deliveries, status. Needs the tracker's store, the vault and the transport.</summary>
    public static IServiceCollection AddBroker(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DirectoryOptions>().BindConfiguration("Directory").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LaneOptions>()
            .Configure<StoreOptions>((lanes, store) => lanes.BatchSize = store.Kind == StoreKind.Postgres ? 200 : lanes.BatchSize)
            .BindConfiguration("Lanes").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RetryOptions>().BindConfiguration("Retries").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CauseOptions>().BindConfiguration("Causes").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FindingOptions>().BindConfiguration("Findings").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AdapterCallOptions>().BindConfiguration("Adapters").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DirectorySource>();
        services.AddHostedService(provider => provider.GetRequiredService<DirectorySource>());
        services.AddSingleton(provider => new StudentHasher(provider.GetRequiredService<SecretKeys>().Hashing));
        services.AddSingleton<RetentionPeriods>();
        services.AddSingleton<PayloadVault>();
        services.AddSingleton<Leases>();
        services.AddSingleton<ClockBook>();
        services.AddSingleton<Ledger>();
        services.AddSingleton(provider => new ErasureProofs(provider.GetRequiredService<ITrackerDatabase>(), provider.GetRequiredService<Ledger>()));
        services.AddSingleton(provider => new RetentionReader(
            provider.GetRequiredService<ITrackerDatabase>(),
            provider.GetRequiredService<ClockBook>(),
            provider.GetRequiredService<Ledger>(),
            provider.GetRequiredService<RetentionPeriods>(),
            provider.GetRequiredService<DirectorySource>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CountStore>();
        services.AddSingleton<CauseStore>();
        services.AddSingleton(provider => new CauseReader(provider.GetRequiredService<ITrackerDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ContactBook>();
        services.AddSingleton<ContactStore>();
        services.AddHostedService<ContactWriter>();
        services.AddSingleton(provider => new FindingReader(provider.GetRequiredService<ITrackerDatabase>()));
        services.AddSingleton(provider => new OverviewReader(
            provider.GetRequiredService<ITrackerDatabase>(),
            provider.GetRequiredService<FindingReader>(),
            provider.GetRequiredService<IOptions<FindingOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StatusNotifier>();
        services.AddHostedService(provider => provider.GetRequiredService<StatusNotifier>());
        services.AddSingleton<TrackerWriter>();
        services.AddSingleton(provider => new AuditLog(provider.GetRequiredService<ITrackerDatabase>()));
        services.AddSingleton(provider => new Resolving(
            provider.GetRequiredService<ITrackerDatabase>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<ITrackerStore>(),
            provider.GetRequiredService<StatusNotifier>().Changed,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PayloadReading(
            provider.GetRequiredService<ITrackerDatabase>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<PayloadVault>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new NeighbourReader(provider.GetRequiredService<ITrackerDatabase>()));
        services.AddOptions<JobOptions>().BindConfiguration("Jobs").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobStore>();
        services.AddSingleton(provider => new BulkJobs(
            provider.GetRequiredService<JobStore>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<IOptions<JobOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConnectionTestStore>();
        services.AddSingleton(provider => new ConnectionTesting(
            provider.GetRequiredService<ConnectionTestStore>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<TransportOptions>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ConnectionReader(
            provider.GetRequiredService<ITrackerDatabase>(), provider.GetRequiredService<ContactStore>(), provider.GetRequiredService<ConnectionTestStore>()));
        services.AddSingleton<Admissions>();
        services.AddSingleton<Dispatch>();
        services.AddSingleton<Intake>();
        services.AddSingleton(provider => new LaneSet(
            provider.GetRequiredService<Intake>(),
            provider.GetRequiredService<IOptions<LaneOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Lane>>()));
        return services;
    }

    /// <summary>The role "broker": lanes, dead letters, network announcements, retention.</summary>
    public static IServiceCollection AddBrokerRole(this IServiceCollection services)
    {
        services.AddSingleton<DeadLetters>();
        services.AddHostedService<Redelivery>(); // before the lanes: what was on its way goes before anything new
        services.AddHostedService<LaneEndpoints>();
        services.AddHostedService<NetworkAnnouncer>();
        services.AddSingleton<IClock, PayloadClock>();
        services.AddSingleton<IClock, WarningClock>();
        services.AddSingleton<IClock, LinkClock>();
        services.AddSingleton<IClock, TraceClock>();
        services.AddSingleton<IClock, KeyClock>();
        services.AddSingleton<IClock, LedgerClock>();
        services.AddSingleton<IClock, LedgerAgeClock>();
        services.AddSingleton<IClock, AuditClock>();
        services.AddSingleton<IClock, JobClock>();
        services.AddSingleton<IClock, RefusalClock>();
        services.AddSingleton<IClock, SessionClock>();
        services.AddHostedService<Clocks>();
        services.AddHostedService<CountFolding>();
        services.AddSingleton<LaneLengths>();
        services.AddSingleton<FindingStore>();
        services.AddHostedService<FindingWatch>();
        services.AddSingleton<JobWork>();
        services.AddHostedService<JobRunner>();
        return services;
    }

    /// <summary>The role "adapters": hosts the adapter classes registered by <see cref="AddSisAdapter"/>.</summary>
    public static IServiceCollection AddAdaptersRole(this IServiceCollection services)
    {
        services.AddSingleton<AdapterEndpoints>();
        services.AddHostedService(provider => provider.GetRequiredService<AdapterEndpoints>());
        services.AddHostedService<ConnectionAnswering>();
        return services;
    }

    /// <summary>Lets the overview know which roles this process has.</summary>
    public static IServiceCollection AddPresence(this IServiceCollection services, IReadOnlyList<string> roles) =>
        services.AddSingleton(new ReplicaRoles(roles)).AddHostedService<PresenceBeat>();

    /// <summary>Lets messages in memory arrive before the roles stop. Add it after the roles.</summary>
    public static IServiceCollection AddMemoryDrain(this IServiceCollection services) => services.AddHostedService<MemoryDrain>();

    /// <summary>Makes an adapter class available to institutions whose directory entry names it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name in the directory.</param>
    /// <param name="create">Makes the adapter of one institution, given by code; it sends by the lane given.</param>
    public static IServiceCollection AddSisAdapter(this IServiceCollection services, string name, Func<IServiceProvider, string, ILane, ISisAdapter> create) =>
        services.AddSingleton(new HostedAdapter(name, create));
}
