using CrossStudyBroker.Broker.Audit;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>Why something cannot be done.</summary>
/// <param name="Code">Problem code.</param>
/// <param name="Because">What somebody did that stands in the way, if it is that.</param>
public sealed record Refusal(string Code, AuditEntry? Because = null);
