using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Adapters;

/// <summary>
/// How one institution's adapter is called. This is for seconds, within one delivery; what still fails after that is tried again later by
/// the broker, for hours.
/// </summary>
public sealed class AdapterCallOptions
{
    /// <summary>Longest time for one attempt. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts after the first one. Default 2; 0 for none.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the second attempt; it doubles each time, with jitter. Default 200 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two attempts. An adapter that asks for more is not tried again here. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The circuit opens when this share of attempts failed (0–1). Default 0.5.</summary>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>… within this time. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan FailureWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>… out of at least so many attempts. Default 20.</summary>
    [Range(2, 10_000)]
    public int FailureMinimum { get; set; } = 20;

    /// <summary>How long an open circuit lets nothing through. Default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(15);
}
