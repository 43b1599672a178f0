namespace CrossStudyBroker.Contracts.Messages;

/// <summary>An organisation that arranges the teaching.</summary>
public sealed record ResponsibleOrganisation
{
    /// <summary>main: the one that arranges; other: takes part.</summary>
    public required ResponsibilityRole Role { get; init; }

    /// <summary>Share of the responsibility, per cent.</summary>
    public int? Percent { get; init; }

    /// <summary>A longer text in Finnish, Swedish or English; at least one of them.</summary>
    public Localised? Description { get; init; }

    /// <summary>An organisation: an institution or a unit of it.</summary>
    public required Organisation Organisation { get; init; }
}
