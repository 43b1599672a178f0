using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>How bulk jobs go about their work (section "Jobs").</summary>
public sealed class JobOptions
{
    /// <summary>Most deliveries of one job. Default 100,000.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 100_000;

    /// <summary>A set larger than this is begun only if its count is confirmed. Default 20.</summary>
    [Range(0, 1_000_000)]
    public int ConfirmAbove { get; set; } = 20;

    /// <summary>Retries begun in a second, if the job does not say otherwise; it may not ask for more than 1,000. Default 20.</summary>
    [Range(1, 1000)]
    public int PerSecond { get; set; } = 20;

    /// <summary>Most retries of one job that are under way at a time, at the end of the ramp. Default 128.</summary>
    [Range(1, 1000)]
    public int MostUnderWay { get; set; } = 128;

    /// <summary>A job stops by itself when so many of its last ten results are the same failure. Default 3.</summary>
    [Range(1, 10)]
    public int SameFailures { get; set; } = 3;

    /// <summary>A job stops by itself when none of what is under way has come to a result for so long. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often jobs are looked at. Default 250 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(250);
}
