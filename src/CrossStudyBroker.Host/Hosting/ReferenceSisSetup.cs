using CrossStudyBroker.Broker;
using CrossStudyBroker.ReferenceSis.Traffic;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>The role "reference-sis": the sample institutions' information systems, and a light stream of what people do there.</summary>
internal static class ReferenceSisSetup
{
    /// <summary>Whether people do something there by themselves.</summary>
    public static bool HasTraffic(IConfiguration configuration) => configuration.GetValue("ReferenceSis:Traffic", true);

    public static IServiceCollection AddReferenceSis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ReferenceInstitutions>();
        services.AddSisAdapter("reference-sis", (provider, institution, lane) => provider.GetRequiredService<ReferenceInstitutions>().Make(institution, lane));
        services.AddOptions<TrafficOptions>().BindConfiguration("ReferenceSis:TrafficOptions").ValidateDataAnnotations().ValidateOnStart();
        return HasTraffic(configuration) ? services.AddHostedService<TrafficService>() : services;
    }
}
