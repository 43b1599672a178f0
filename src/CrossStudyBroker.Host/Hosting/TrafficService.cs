using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Traffic;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Runs the reference institutions' traffic from start to stop, and shows a line for each message that came to rest, as its sender was told (R24).</summary>
internal sealed partial class TrafficService(ReferenceInstitutions institutions, IOptions<TrafficOptions> options, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger<TrafficService>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var all = institutions.All.Values.OrderBy(institution => institution.Institution, StringComparer.Ordinal).ToList();
        foreach (var institution in all)
        {
            institution.StatusTold += change => Show(institution.Institution, change);
        }

        return new ReferenceTraffic(all, options.Value, time, loggers.CreateLogger<ReferenceTraffic>()).RunAsync(stoppingToken);
    }

    private void Show(string sender, StatusChange change)
    {
        if (change.State is not (MessageState.Accepted or MessageState.Queued or MessageState.Delivered))
        {
            var codes = string.Concat((change.Codes ?? []).Select(fault => $" ({fault.Code})"));
            CameToRest(change.Sender ?? sender, change.Recipient ?? "broker", change.Type, change.State, codes, change.TrackingId);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Sender} -> {Recipient}  {Type}  {State}{Codes}  {TrackingId}")]
    private partial void CameToRest(string sender, string recipient, string? type, MessageState state, string codes, string trackingId);
}
