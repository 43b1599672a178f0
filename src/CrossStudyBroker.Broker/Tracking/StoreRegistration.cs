using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Sessions;
using CrossStudyBroker.Broker.Tracking.Postgres;
using CrossStudyBroker.Broker.Tracking.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Registers the tracker's store.</summary>
public static class StoreRegistration
{
    /// <summary>Adds the SQLite or PostgreSQL store. Its schema is made by <see cref="ITrackerStore.MigrateAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL without a connection string.</exception>
    public static IServiceCollection AddTrackerStore(this IServiceCollection services, StoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(provider => new EndedSessions(provider.GetRequiredService<ITrackerDatabase>()));
        if (options.Kind == StoreKind.Sqlite)
        {
            services.AddSingleton(provider => new SqliteTrackerStore(Path.Combine(options.Folder, "tracker.db"), provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<ITrackerDatabase>(provider => provider.GetRequiredService<SqliteTrackerStore>());
            services.AddSingleton<IClock, LogClock>();
            return services.AddSingleton<ITrackerStore>(provider => provider.GetRequiredService<SqliteTrackerStore>());
        }

        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new InvalidOperationException("PostgreSQL needs a connection string: set ConnectionStrings__Postgres, for instance Host=localhost;Database=crossstudy;Username=crossstudy;Password=…");
        }

        services.AddSingleton(_ => Connect(options.ConnectionString));
        services.AddSingleton(provider => new PostgresTrackerStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITrackerDatabase>(provider => provider.GetRequiredService<PostgresTrackerStore>());
        return services.AddSingleton<ITrackerStore>(provider => provider.GetRequiredService<PostgresTrackerStore>());
    }

    /// <summary>
    /// What is set later is set for one transaction, so a connection that comes back to the pool needs no cleaning. Nothing here is worth
    /// compiling: what PostgreSQL takes for costly before it knows how its tables grew, it would compile for seconds, at every execution.
    /// </summary>
    private static NpgsqlDataSource Connect(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true }.ConnectionString);
        return builder.UsePhysicalConnectionInitializer(connection => Set(connection).ExecuteNonQuery(), connection => Set(connection).ExecuteNonQueryAsync()).Build();

        static NpgsqlCommand Set(NpgsqlConnection connection) => new("set jit = off", connection);
    }
}
