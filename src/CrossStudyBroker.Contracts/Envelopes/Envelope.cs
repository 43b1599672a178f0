using System.Text.Json;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>The readable envelope of a valid message: CloudEvents 1.0 attributes and this contract's extensions. No personal data.</summary>
public sealed record Envelope
{
    /// <summary>Set by the sender, unique per sender.</summary>
    public required string Id { get; init; }

    /// <summary>Institution code taken from <c>source</c> (<c>/institutions/&lt;code&gt;</c>), or "broker".</summary>
    public required string Sender { get; init; }

    /// <summary>The message type.</summary>
    public required MessageType Type { get; init; }

    /// <summary>When the sender made it, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Institution code of the named recipient.</summary>
    public string? Recipient { get; init; }

    /// <summary>Network id.</summary>
    public string? Network { get; init; }

    /// <summary>Case id.</summary>
    public string? CaseId { get; init; }

    /// <summary>Id of the message answered.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Id of the sender's own message that this one replaces.</summary>
    public string? Replaces { get; init; }

    /// <summary>Not to be delivered after this moment, UTC.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>True: only answer who would receive it (R7).</summary>
    public bool DryRun { get; init; }

    /// <summary>W3C trace context.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The payload; lives as long as the <see cref="ReceivedMessage"/> it came in.</summary>
    public required JsonElement Data { get; init; }
}
