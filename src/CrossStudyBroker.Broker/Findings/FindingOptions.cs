using System.ComponentModel.DataAnnotations;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>From when on something that does not move is a finding (section "Findings").</summary>
public sealed class FindingOptions
{
    /// <summary>How often is looked. Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a delivery may lie in its recipient's queue. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan Queued { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a delivery may wait behind another one. Default one day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan Held { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a delivery may be tried again and again. Default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan Retrying { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a parked delivery may wait for a person. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan Parked { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long an institution may give no sign of life while something waits for it. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a lane or an inbox may grow without ever getting shorter. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Growth { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Length from which on a lane or an inbox that grows is a finding. Default 100 messages.</summary>
    [Range(1, 10_000_000)]
    public int GrownTo { get; set; } = 100;

    /// <summary>How long a person may take to decide an enrolment. Default 21 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan Decision { get; set; } = TimeSpan.FromDays(21);

    /// <summary>How long any other reply may take. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan Reply { get; set; } = TimeSpan.FromDays(3);

    /// <summary>What expires within this time expires soon. Default 48 hours, as the parties are told then.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "14.00:00:00")]
    public TimeSpan ExpiresSoon { get; set; } = TimeSpan.FromHours(48);

    /// <summary>The states that have a limit, each with it.</summary>
    internal IReadOnlyList<(DeliveryState State, TimeSpan Limit)> Limits =>
        [(DeliveryState.Queued, Queued), (DeliveryState.Held, Held), (DeliveryState.Retrying, Retrying), (DeliveryState.Parked, Parked)];

    /// <summary>How long the business reply to a message may take; null for messages that none is awaited to.</summary>
    internal TimeSpan? ReplyWithin(string type) => type switch
    {
        MessageType.EnrolmentRequested => Decision,
        MessageType.StudyRightChanged or MessageType.PersonalDataChanged or MessageType.CompletionRecorded => Reply,
        _ => null,
    };
}
