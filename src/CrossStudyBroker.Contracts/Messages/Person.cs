namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A member of staff, such as a teacher or the person who accepted a completion.</summary>
public sealed record Person
{
    /// <summary>First names.</summary>
    public string? FirstNames { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The first name in daily use.</summary>
    public string? CallName { get; init; }

    /// <summary>eduPersonPrincipalName at the home institution.</summary>
    public string? HomeEppn { get; init; }

    /// <summary>eduPersonPrincipalName at the target institution.</summary>
    public string? TargetEppn { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Person);
}
