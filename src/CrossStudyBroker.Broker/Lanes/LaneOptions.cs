using System.ComponentModel.DataAnnotations;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Lanes;

/// <summary>How messages are taken in (section "Lanes").</summary>
public sealed class LaneOptions
{
    /// <summary>Largest message, in bytes. Default 1 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = MessageValidation.DefaultMaxBytes;

    /// <summary>Most messages of one lane handled in one round. Default 100; on PostgreSQL 200, because starting a statement costs it more.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Longest pause between attempts while the store or the transport is away. Default 5 seconds.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromSeconds(5);
}
