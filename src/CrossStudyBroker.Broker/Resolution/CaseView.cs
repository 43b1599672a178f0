namespace CrossStudyBroker.Broker.Resolution;

/// <summary>A case as one caller sees it: of the deliveries of its messages those that the caller has a part in.</summary>
/// <param name="Transfers">Oldest first.</param>
/// <param name="IsComplete">False if there are more than <see cref="Most"/>.</param>
public sealed record CaseView(IReadOnlyList<TransferView> Transfers, bool IsComplete)
{
    /// <summary>Most deliveries that are given. A case has about ten.</summary>
    public const int Most = 200;
}
