namespace CrossStudyBroker.Contracts.Messages;

/// <summary>An item to withdraw.</summary>
public sealed record WithdrawnItem
{
    /// <summary>Id of the item at the target.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required OfferingKind Kind { get; init; }

    /// <summary>The networks to withdraw it from; left out: all.</summary>
    public IReadOnlyList<string>? Networks { get; init; }

    /// <summary>Withdraw also what hangs on it: the realisations of a course unit, the course units' links to a study module.</summary>
    public bool? WithDependants { get; init; }
}
