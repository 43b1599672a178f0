namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A person in charge: the person with a role, or a definition in words.</summary>
public sealed record ResponsiblePerson
{
    /// <summary>A member of staff, such as a teacher or the person who accepted a completion.</summary>
    public Person? Person { get; init; }

    /// <summary>A code of an agreed code set.</summary>
    public AgreedCode? Role { get; init; }

    /// <summary>Who it is, in words.</summary>
    public string? Definition { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(ResponsiblePerson);
}
