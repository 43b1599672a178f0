using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>How the HTTP API behaves (section "Api").</summary>
internal sealed class ApiOptions
{
    /// <summary>How long a caller waits for the broker before it is told to repeat the message. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);
}
