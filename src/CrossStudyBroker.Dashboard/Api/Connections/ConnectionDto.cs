using CrossStudyBroker.Broker.Connections;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Api.Connections;

/// <summary>How an institution's information system is connected and getting on, as the HTTP API and the institution's page show it.</summary>
public sealed record ConnectionDto
{
    /// <summary>Institution code.</summary>
    public required string Institution { get; init; }

    /// <summary>"dotnet" or "amqp".</summary>
    public required string Way { get; init; }

    /// <summary>Name of the hosted adapter.</summary>
    public string? Adapter { get; init; }

    /// <summary>Which status events it is sent: "all", "final" or "none".</summary>
    public required string StatusEvents { get; init; }

    /// <summary>Its last sign of life; null: never.</summary>
    public DateTimeOffset? LastContactAt { get; init; }

    /// <summary>Since when it is called only from time to time; null while it answers.</summary>
    public DateTimeOffset? BrokenSince { get; init; }

    /// <summary>When it is called next in that case.</summary>
    public DateTimeOffset? BrokenUntil { get; init; }

    /// <summary>What it sent and the broker has not taken in yet; null while that has not been looked for.</summary>
    public LaneDto? Lane { get; init; }

    /// <summary>Deliveries that lie in its inbox.</summary>
    public required long Inbox { get; init; }

    /// <summary>Open deliveries to it, by state.</summary>
    public required IReadOnlyDictionary<string, long> Open { get; init; }

    /// <summary>The types, and so the versions, of its latest messages.</summary>
    public required IReadOnlyList<SpokenType> Types { get; init; }

    /// <summary>Its keys for the HTTP API.</summary>
    public required IReadOnlyList<KeyDto> Keys { get; init; }

    /// <summary>The last test of the connection; null if there was none.</summary>
    public ConnectionTestDto? LastTest { get; init; }

    internal static ConnectionDto Of(Institution institution, ConnectionView view, CredentialOptions credentials, Locale locale) => new()
    {
        Institution = institution.Code,
        Way = institution.Adapter.Way,
        Adapter = institution.Adapter.Name,
        StatusEvents = institution.Status,
        LastContactAt = view.Contact?.LastAt,
        BrokenSince = view.Contact?.BrokenSince,
        BrokenUntil = view.Contact?.BrokenUntil,
        Lane = view is { Lane: { } number, LaneAt: { } at } ? new LaneDto(number, at) : null,
        Inbox = view.Open.GetValueOrDefault(DeliveryState.Queued),
        Open = view.Open.ToDictionary(open => MessageDto.Name(open.Key), open => open.Value),
        Types = view.Types,
        Keys = KeyDto.Of(credentials, institution.Code),
        LastTest = view.LastTest is { } test ? ConnectionTestDto.Of(test, locale) : null,
    };

    /// <summary>What waits in the lane.</summary>
    /// <param name="Number">How many messages.</param>
    /// <param name="At">When that was looked for.</param>
    public sealed record LaneDto(long Number, DateTimeOffset At);
}
