using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>How long a waiting payload is kept (section "Vault").</summary>
public sealed class VaultOptions
{
    /// <summary>A sealed payload is erased at the latest after this time. Default 14 days (DESIGN section 5).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "14.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(14);
}
