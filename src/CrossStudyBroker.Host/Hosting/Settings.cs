using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>The settings that decide what is registered; everything else binds by its own options.</summary>
internal static class Settings
{
    private static readonly string[] AllRoles = [Roles.Broker, Roles.Adapters, Roles.Dashboard, Roles.ReferenceSis];

    /// <summary>Roles of this process.</summary>
    /// <exception cref="InvalidOperationException">A role that does not exist.</exception>
    public static IReadOnlyList<string> RolesOf(IConfiguration configuration)
    {
        var named = configuration["Roles"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? AllRoles;
        var wrong = named.Except(AllRoles).ToList();
        return wrong.Count == 0 ? named : throw new InvalidOperationException($"There is no role '{wrong[0]}'; the roles are {string.Join(", ", AllRoles)}.");
    }

    /// <summary>The transport; RabbitMQ's address comes from <c>ConnectionStrings:RabbitMq</c>.</summary>
    public static TransportOptions Transport(IConfiguration configuration)
    {
        var options = configuration.GetSection("Transport").Get<TransportOptions>() ?? new TransportOptions();
        if (configuration.GetConnectionString("RabbitMq") is { Length: > 0 } address)
        {
            options.Uri = Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? uri
                : throw new InvalidOperationException("ConnectionStrings__RabbitMq is not an address such as amqp://user:password@host:5672/virtual-host.");
        }

        return options.Kind == TransportKind.InMemory || options.Uri is not null
            ? options
            : throw new InvalidOperationException("RabbitMQ needs an address: set ConnectionStrings__RabbitMq, for instance amqp://user:password@localhost:5672/.");
    }

    /// <summary>The store; PostgreSQL's connection string comes from <c>ConnectionStrings:Postgres</c>.</summary>
    public static StoreOptions Store(IConfiguration configuration)
    {
        var options = configuration.GetSection("Store").Get<StoreOptions>() ?? new StoreOptions();
        options.ConnectionString ??= configuration.GetConnectionString("Postgres");
        return options;
    }

    /// <summary>
    /// Folder of the directory files: as configured; else <c>deploy/directory</c> of a checkout one stands in; else the sample beside the program.
    /// </summary>
    public static string DirectoryFolder(IConfiguration configuration)
    {
        var checkout = Path.Combine("deploy", "directory");
        return configuration["Directory:Folder"] is { Length: > 0 } folder ? folder
            : Directory.Exists(checkout) ? checkout
            : Path.Combine(AppContext.BaseDirectory, "directory");
    }

    /// <summary>The demonstration's keys belong to the embedded default only (in memory, on this machine) and to the demo itself.</summary>
    public static bool IsDemonstration(IConfiguration configuration) =>
        configuration.GetValue("Demonstration", Transport(configuration).Kind == TransportKind.InMemory && Store(configuration).Kind == StoreKind.Sqlite);
}
