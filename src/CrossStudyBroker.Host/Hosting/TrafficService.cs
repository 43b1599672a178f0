using CrossStudyBroker.ReferenceSis.Traffic;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Runs the reference institutions' traffic from start to stop.</summary>
internal sealed class TrafficService(ReferenceInstitutions institutions, IConfiguration configuration, TimeProvider time, ILogger<ReferenceTraffic> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new ReferenceTraffic(
        institutions.All.Values.OrderBy(institution => institution.Institution, StringComparer.Ordinal).ToList(),
        configuration.GetSection("ReferenceSis:TrafficOptions").Get<TrafficOptions>() ?? new TrafficOptions(),
        time,
        logger).RunAsync(stoppingToken);
}
