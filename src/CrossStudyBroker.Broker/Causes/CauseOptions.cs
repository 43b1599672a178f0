using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Causes;

/// <summary>How failures are grouped by cause (section "Causes").</summary>
public sealed class CauseOptions
{
    /// <summary>
    /// How long an answer for good (refused, returned, expired) that no corrected message has made good stays in its group. It is an answer, not
    /// something that waits: its sender has been told, and may have no need to send again. Default 14 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RefusalsStay { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How often such answers are looked through. Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);
}
