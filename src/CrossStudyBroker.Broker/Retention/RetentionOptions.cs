using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// How long things are kept where a network's entry in the directory does not say otherwise, and how the clocks run that erase them
/// (section "Retention"; DESIGN section 5).
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>The content of a message that waits, from when it is first kept. Default and at most 14 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "14.00:00:00")]
    public TimeSpan Payloads { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Messages, deliveries and events, from when the message was received. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Traces { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What people did, and the ledger of what was erased. Default two years.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "3650.00:00:00")]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(730);

    /// <summary>How often the clocks are looked at. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most things that a clock does in one transaction. Default 200.</summary>
    [Range(1, 2000)]
    public int Piece { get; set; } = 200;

    /// <summary>Pause of a clock between two transactions, so that traffic goes on in between. Default 100 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(100);
}
