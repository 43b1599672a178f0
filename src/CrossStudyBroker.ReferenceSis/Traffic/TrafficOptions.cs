using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.ReferenceSis.Traffic;

/// <summary>How lively the reference institutions are by themselves.</summary>
public sealed class TrafficOptions
{
    /// <summary>Time between two actions. Default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The network through which students enrol. Default 3amk.</summary>
    [Required]
    public string Network { get; set; } = "3amk";

    /// <summary>Fixes the order of actions. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Course units that each institution offers. Default 4.</summary>
    [Range(1, 100)]
    public int Courses { get; set; } = 4;

    /// <summary>Share of actions before which some institution has a passing fault (0–1). Default 0.03.</summary>
    [Range(0.0, 1.0)]
    public double Faults { get; set; } = 0.03;
}
