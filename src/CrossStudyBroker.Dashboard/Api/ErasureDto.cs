using CrossStudyBroker.Broker.Retention;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>What became of the payload of a delivery, as the HTTP API shows it.</summary>
internal sealed record ErasureDto
{
    public required Guid DeliveryId { get; init; }
    public required string Payload { get; init; }
    public DateTimeOffset? ErasedAtLatest { get; init; }
    public required IReadOnlyList<EntryDto> Entries { get; init; }
    public required RetentionDto.LinkDto LedgerHead { get; init; }

    public static ErasureDto Of(ErasureProof proof) => new()
    {
        DeliveryId = proof.DeliveryId,
        Payload = proof.KeptUntil is not null ? "kept" : proof.Entries.Count > 0 ? "erased" : "never-kept",
        ErasedAtLatest = proof.KeptUntil,
        Entries = [.. proof.Entries.Select(EntryDto.Of)],
        LedgerHead = RetentionDto.LinkDto.Of(proof.Head),
    };

    /// <summary>An entry of the ledger.</summary>
    internal sealed record EntryDto(DateTimeOffset ErasedAt, string Reason, long? Position, string? Hash, string? PreviousHash, string? Text)
    {
        public static EntryDto Of(ErasureProof.Entry entry) => new(
            entry.Erasure.At,
            entry.Erasure.Reason,
            entry.Place?.Position,
            entry.Place is { } place ? Convert.ToHexStringLower(place.Hash) : null,
            entry.Before is { } before ? Convert.ToHexStringLower(before.Hash) : null,
            entry.Text);
    }
}
