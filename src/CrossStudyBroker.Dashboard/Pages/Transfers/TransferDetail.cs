using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;

namespace CrossStudyBroker.Dashboard.Pages.Transfers;

/// <summary>What the pages show of one delivery besides its way.</summary>
/// <param name="View">How it stands, what was done about it, and what the caller may do.</param>
/// <param name="Erasure">What became of its payload.</param>
/// <param name="Neighbours">What it waits for, and what waits behind it.</param>
public sealed record TransferDetail(TransferView View, ErasureProof? Erasure, IReadOnlyList<Neighbour> Neighbours);
