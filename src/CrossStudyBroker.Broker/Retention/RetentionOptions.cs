using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>How long things are kept (section "Retention"; DESIGN section 5). Payload and link clocks travel with their rows.</summary>
public sealed class RetentionOptions
{
    /// <summary>Messages, deliveries and events. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Traces { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often what has outlived its clock is erased. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);
}
