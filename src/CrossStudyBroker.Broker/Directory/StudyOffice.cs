using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>An institution's study office: public contact details, no person's.</summary>
public sealed record StudyOffice
{
    /// <summary>Name in three languages.</summary>
    public required Localised Name { get; init; }

    /// <summary>E-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Web page.</summary>
    public string? Url { get; init; }
}
