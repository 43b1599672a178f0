using CrossStudyBroker.Broker.Audit;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>A transfer as one caller sees it.</summary>
public sealed record TransferView
{
    /// <summary>The delivery and its message.</summary>
    public required Transfer Transfer { get; init; }

    /// <summary>How people stand with it.</summary>
    public required Handling Handling { get; init; }

    /// <summary>What they did, oldest first; what was refused is left out.</summary>
    public required IReadOnlyList<AuditEntry> Done { get; init; }

    /// <summary>Every verb, and whether the caller may use it now.</summary>
    public required IReadOnlyList<VerbOption> Options { get; init; }
}
