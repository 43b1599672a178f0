namespace CrossStudyBroker.Contracts.Messages;

/// <summary>Level of the learning experience.</summary>
public sealed record QualificationLevel
{
    /// <summary>
    /// eqf: European Qualifications Framework; qf-ehea: cycles of the European Higher Education Area; national: the national framework.
    /// </summary>
    public required LevelFramework Framework { get; init; }

    /// <summary>Level or cycle in that framework.</summary>
    public required string Value { get; init; }
}
