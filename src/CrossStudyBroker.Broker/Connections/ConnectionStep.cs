using System.Text.Json.Serialization;

namespace CrossStudyBroker.Broker.Connections;

/// <summary>One step of a connection test.</summary>
/// <param name="Finding">What it found.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Number">Of <see cref="ConnectionFinding.InboxRead"/>: how many programs read it.</param>
/// <param name="Code">Of <see cref="ConnectionFinding.AdapterFails"/>: the problem code.</param>
public sealed record ConnectionStep(ConnectionFinding Finding, TimeSpan Took, long? Number = null, string? Code = null)
{
    /// <summary>True if it found what it should, false if not; null where that cannot be told.</summary>
    [JsonIgnore]
    public bool? IsGood => Finding switch
    {
        ConnectionFinding.QueueServerAnswers or ConnectionFinding.InboxRead or ConnectionFinding.AdapterAnswers => true,
        ConnectionFinding.AdapterUnproven => null,
        _ => false,
    };
}
