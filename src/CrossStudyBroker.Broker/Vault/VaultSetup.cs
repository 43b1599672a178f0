using CrossStudyBroker.Broker.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>Registers the key ring and what goes with it; sealing itself is the broker's (<see cref="BrokerSetup.AddBroker"/>).</summary>
public static class VaultSetup
{
    /// <summary>Needs the tracker's store.</summary>
    /// <param name="services">The services.</param>
    /// <param name="source">Where the key ring is kept; asked when the first key is needed.</param>
    public static IServiceCollection AddVault(this IServiceCollection services, Func<IKeyRingSource> source)
    {
        services.AddSingleton(provider => new SecretKeys(source(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SecretKeys>>()));
        return services.AddSingleton(provider => new VaultKeys(
            provider.GetRequiredService<ITrackerDatabase>(),
            provider.GetRequiredService<SecretKeys>(),
            provider.GetRequiredService<ILogger<VaultKeys>>()));
    }
}
