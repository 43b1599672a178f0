using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>When a delivery that failed for the moment is tried again (section "Retries"). What a hosted adapter tries within one attempt is <see cref="Adapters.AdapterCallOptions"/>.</summary>
public sealed record RetryOptions
{
    /// <summary>Pause before the second attempt; it doubles each time, with jitter. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause between two attempts. Default 6 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "7.00:00:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Attempts in all until the delivery is parked; with the default pauses 13 take about 20 hours. Default 13; 1: none is tried again.</summary>
    [Range(1, 1000)]
    public int Attempts { get; set; } = 13;

    /// <summary>How often the store is asked for what is due. Default 250 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most due deliveries of one recipient taken in one round. Default 100.</summary>
    [Range(1, 1000)]
    public int MostPerRecipient { get; set; } = 100;

    /// <summary>A delivery that was taken and is not known to be published after this time is taken again. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TakenFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a delivery in hand waits for a recipient whose circuit is open, before it moves to the vault to be tried later. Default 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:20:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);
}
