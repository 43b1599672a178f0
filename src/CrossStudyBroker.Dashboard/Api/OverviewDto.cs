using System.Text.Json;
using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Dashboard.Languages;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>The overview, as the HTTP API shows it.</summary>
internal sealed record OverviewDto
{
    public required DateTimeOffset At { get; init; }
    public string? Institution { get; init; }
    public required DateTimeOffset From { get; init; }
    public required IEnumerable<NumbersDto> Totals { get; init; }
    public required IEnumerable<NumbersDto> Kinds { get; init; }
    public required IEnumerable<NumbersDto> Flows { get; init; }
    public required IEnumerable<SeriesDto> Series { get; init; }
    public required IEnumerable<OldestDto> Oldest { get; init; }
    public required CauseCount Causes { get; init; }
    public required IEnumerable<FindingDto> Findings { get; init; }
    public DateTimeOffset? CheckedAt { get; init; }
    public required ExpiringDto Expiring { get; init; }
    public required HealthDto Health { get; init; }

    /// <summary>Maps an overview.</summary>
    public static OverviewDto Of(Overview overview, StoreKind store, TransportState transport, Locale locale) => new()
    {
        At = overview.At,
        Institution = overview.Institution,
        From = overview.From,
        Totals = overview.Totals.Select(total => NumbersDto.Of(total.Numbers) with { Direction = total.Direction }),
        Kinds = overview.Kinds.Select(kind => NumbersDto.Of(kind.Numbers) with { Direction = kind.Direction, Kind = kind.Kind }),
        Flows = overview.Flows.Select(flow => NumbersDto.Of(flow.Numbers) with { Sender = flow.Sender, Recipient = flow.Recipient }),
        Series = overview.Series.Select(series => new SeriesDto(series.Direction, series.Hours.Select(PointDto.Of), series.Days.Select(PointDto.Of))),
        Oldest = overview.Oldest.Select(oldest => new OldestDto(MessageDto.Name(oldest.State), oldest.Since, oldest.Sender, oldest.Recipient, oldest.TrackingId)),
        Causes = overview.Causes,
        Findings = overview.Findings.Findings.Select(finding => FindingDto.Of(finding, locale)),
        CheckedAt = overview.Findings.CheckedAt,
        Expiring = new ExpiringDto((int)overview.Expiring.Within.TotalHours, overview.Expiring.Number, overview.Expiring.FirstAt, overview.Expiring.First),
        Health = new HealthDto(
            new StoreDto(store.ToString().ToLowerInvariant(), (long)Math.Ceiling(overview.Took.TotalMilliseconds)),
            new TransportDto(transport.Kind == TransportKind.RabbitMq ? "rabbitmq" : JsonNamingPolicy.KebabCaseLower.ConvertName(transport.Kind.ToString()), transport.IsHealthy),
            overview.Roles),
    };

    internal sealed record NumbersDto(long Arrived, long Delivered, long Processed, long Failed, long Open, long Parked)
    {
        public string? Direction { get; init; }
        public string? Kind { get; init; }
        public string? Sender { get; init; }
        public string? Recipient { get; init; }

        public static NumbersDto Of(FlowNumbers numbers) => new(numbers.Arrived, numbers.Delivered, numbers.Processed, numbers.Failed, numbers.Open, numbers.Parked);
    }

    internal sealed record PointDto(DateTimeOffset Start, long Arrived, long Delivered, long Processed, long Failed)
    {
        public static PointDto Of(FlowPoint point) => new(point.Start, point.Numbers.Arrived, point.Numbers.Delivered, point.Numbers.Processed, point.Numbers.Failed);
    }

    internal sealed record SeriesDto(string Direction, IEnumerable<PointDto> Hours, IEnumerable<PointDto> Days);

    internal sealed record OldestDto(string State, DateTimeOffset Since, string Sender, string Recipient, Guid TrackingId);

    internal sealed record ExpiringDto(int Hours, long Number, DateTimeOffset? FirstAt, IEnumerable<ExpiringPair> First);

    internal sealed record HealthDto(StoreDto Store, TransportDto Transport, IEnumerable<RolePresence> Roles);

    internal sealed record StoreDto(string Kind, long Milliseconds);

    internal sealed record TransportDto(string Kind, bool Healthy);
}
