using System.Globalization;
using CrossStudyBroker.Broker.Time;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>The settings that decide what is registered; everything else binds by its own options.</summary>
internal static class Settings
{
    private static readonly string[] AllRoles = [Roles.Broker, Roles.Adapters, Roles.Dashboard, Roles.ReferenceSis];

    /// <summary>Roles of this process.</summary>
    /// <exception cref="InvalidOperationException">A role that does not exist, or roles that do nothing without another.</exception>
    public static IReadOnlyList<string> RolesOf(IConfiguration configuration)
    {
        var named = configuration["Roles"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? AllRoles;
        var wrong = named.Except(AllRoles).ToList();
        if (wrong.Count > 0 || named.Length == 0)
        {
            throw new InvalidOperationException($"{(named.Length == 0 ? "No role is named" : $"There is no role '{wrong[0]}'")}; the roles are {string.Join(", ", AllRoles)}.");
        }

        if (named.Contains(Roles.ReferenceSis) && !named.Contains(Roles.Adapters))
        {
            throw new InvalidOperationException($"The role {Roles.ReferenceSis} is an adapter: it needs the role {Roles.Adapters} in the same process.");
        }

        return Transport(configuration).Kind == TransportKind.RabbitMq || (named.Contains(Roles.Broker) && named.Contains(Roles.Adapters))
            ? named
            : throw new InvalidOperationException($"The in-memory transport ends with the process, so {Roles.Broker} and {Roles.Adapters} must be among its roles. To split the work over processes: --transport rabbitmq.");
    }

    /// <summary>Where the HTTP API and the health checks listen.</summary>
    /// <exception cref="InvalidOperationException">Something that is no address.</exception>
    public static string Urls(IConfiguration configuration)
    {
        var urls = configuration["Urls"] is { Length: > 0 } given ? given : "http://localhost:5080";
        var wrong = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(url => !IsAddress(url));
        return wrong is null ? urls : throw new InvalidOperationException($"'{wrong}' in Urls (--urls) is not an address to listen at, such as http://localhost:5080.");
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

    /// <summary>The key ring: in <c>Keys:Ring</c> itself, in the file that <c>Keys:File</c> names, or in a file made in the data folder.</summary>
    /// <exception cref="InvalidOperationException">Both are set.</exception>
    public static IKeyRingSource KeyRing(IConfiguration configuration, StoreOptions store, bool create) => (configuration["Keys:Ring"], configuration["Keys:File"]) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => throw new InvalidOperationException("Keys__Ring and Keys__File are both set; the key ring has one place."),
        ({ Length: > 0 } ring, _) => new EnvironmentKeyRing(ring),
        (_, { Length: > 0 } file) => new FileKeyRing(file),
        _ when create => new FileKeyRing(Path.Combine(store.Folder, "keys")).CreateIfMissing(),
        _ => new FileKeyRing(Path.Combine(store.Folder, "keys")),
    };

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

    /// <summary>The clock, where it is to be ahead of the machine's (<c>Clock:Offset</c>), which <c>Clock:AllowOffset</c> has to allow; null: the machine's.</summary>
    /// <exception cref="InvalidOperationException">An offset that is not allowed, or is none.</exception>
    public static ShiftedTime? Clock(IConfiguration configuration)
    {
        var allowed = configuration.GetValue("Clock:AllowOffset", false);
        var given = configuration["Clock:Offset"];
        var offset = TimeSpan.Zero;
        return given is not { Length: > 0 } && !allowed ? null
            : !allowed ? throw new InvalidOperationException("Clock__Offset is set. A clock that is wrong on purpose is for tests only; to have it all the same, set Clock__AllowOffset=true too.")
            : given is { Length: > 0 } && !(TimeSpan.TryParse(given, CultureInfo.InvariantCulture, out offset) && offset >= TimeSpan.Zero && offset <= TimeSpan.FromDays(36500))
            ? throw new InvalidOperationException($"Clock:Offset is '{given}'; it must be how far to go ahead, such as 15.00:00:00 for 15 days.")
            : new ShiftedTime(offset);
    }

    /// <summary>The demonstration's keys belong to the embedded default only (in memory, on this machine) and to the demo itself.</summary>
    public static bool IsDemonstration(IConfiguration configuration) =>
        configuration.GetValue("Demonstration", Transport(configuration).Kind == TransportKind.InMemory && Store(configuration).Kind == StoreKind.Sqlite);

    /// <summary>
    /// People may choose whom to be only where the demonstration's keys, which everybody knows, are taken too: embedded, with neither keys nor an identity
    /// provider configured.
    /// </summary>
    public static bool HasDemonstrationUsers(IConfiguration configuration) =>
        IsDemonstration(configuration)
        && Transport(configuration).Kind == TransportKind.InMemory
        && Store(configuration).Kind == StoreKind.Sqlite
        && !configuration.GetSection("Credentials:Keys").Exists()
        && !configuration.GetSection("SignIn:Provider").Exists();

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
