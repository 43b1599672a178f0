using System.Text.Json;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Dashboard.Languages;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>A finding, as the HTTP API shows it, with its words in the caller's language.</summary>
internal sealed record FindingDto
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Institution { get; init; }
    public string? State { get; init; }
    public string? MessageKind { get; init; }
    public long? Number { get; init; }
    public DateTimeOffset? OldestAt { get; init; }
    public DateTimeOffset? LastContactAt { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required string Title { get; init; }
    public required string Explanation { get; init; }
    public required string Remedy { get; init; }
    public required string WhoCanAct { get; init; }
    public string? Messages { get; init; }

    /// <summary>What there are texts for: a kind, and of what is stuck the state.</summary>
    public static IEnumerable<string> Topics => [.. Enum.GetValues<FindingKind>().Where(kind => kind != FindingKind.Stuck).Select(Name), .. StuckTopics];

    private static string[] StuckTopics => ["stuck-queued", "stuck-held", "stuck-retrying", "stuck-parked"];

    /// <summary>Maps a finding.</summary>
    public static FindingDto Of(Finding finding, Locale locale)
    {
        var state = finding.State is { } known ? MessageDto.Name(known) : null;
        var topic = state is null ? Name(finding.Kind) : $"{Name(finding.Kind)}-{state}";
        return new FindingDto
        {
            Id = string.Join('.', new[] { topic, finding.Institution, finding.MessageKind }.OfType<string>()),
            Kind = Name(finding.Kind),
            Institution = finding.Institution,
            State = state,
            MessageKind = finding.MessageKind,
            Number = finding.Number,
            OldestAt = finding.OldestAt,
            LastContactAt = finding.LastContactAt,
            Since = finding.Since,
            Title = locale["finding." + topic + ".title"],
            Explanation = locale["finding." + topic + ".explanation"],
            Remedy = locale["finding." + topic + ".remedy"],
            WhoCanAct = finding.Kind == FindingKind.LaneGrows ? "operator" : "recipient",
            Messages = MessagesOf(finding, state),
        };
    }

    private static string? MessagesOf(Finding finding, string? state) => finding.Kind switch
    {
        FindingKind.Stuck => $"/v1/messages?recipient={finding.Institution}&state={state}",
        FindingKind.NoReply => $"/v1/messages?recipient={finding.Institution}&state=delivered&kind={finding.MessageKind}",
        FindingKind.Silent or FindingKind.InboxGrows => $"/v1/messages?recipient={finding.Institution}&state=queued",
        FindingKind.BreakerOpen => $"/v1/messages?recipient={finding.Institution}&state=retrying",
        _ => null,
    };

    private static string Name(FindingKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
