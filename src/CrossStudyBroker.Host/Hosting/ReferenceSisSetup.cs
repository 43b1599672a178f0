using CrossStudyBroker.Broker;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>The role "reference-sis": the sample institutions' information systems, and a light stream of what people do there.</summary>
internal static class ReferenceSisSetup
{
    public static IServiceCollection AddReferenceSis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ReferenceInstitutions>();
        services.AddSisAdapter("reference-sis", (provider, institution, lane) => provider.GetRequiredService<ReferenceInstitutions>().Make(institution, lane));
        return configuration.GetValue("ReferenceSis:Traffic", true) ? services.AddHostedService<TrafficService>() : services;
    }
}
