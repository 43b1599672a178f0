using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>A member organisation, as the directory files describe it.</summary>
public sealed record Institution
{
    /// <summary>Statistics Finland code, five digits.</summary>
    public required string Code { get; init; }

    /// <summary>Name in three languages.</summary>
    public required Localised Name { get; init; }

    /// <summary>How its study information system is connected.</summary>
    public required AdapterSettings Adapter { get; init; }

    /// <summary>Whom a student is told to contact (R15).</summary>
    public StudyOffice? StudyOffice { get; init; }

    /// <summary>Whom the operator and the other institutions ask about transfers (R25).</summary>
    public PeopleContact? Contact { get; init; }

    /// <summary>Which status events it wants: "all" (default), "final" or "none".</summary>
    public string Status { get; init; } = "all";

    /// <summary>How the institution's study information system is connected.</summary>
    /// <param name="Way">"dotnet": a class hosted here; "amqp": its own client on its own queues.</param>
    /// <param name="Name">The hosted class's registered name, for "dotnet".</param>
    public sealed record AdapterSettings(string Way, string? Name = null);

    /// <summary>How to reach the people who see to transfers.</summary>
    /// <param name="Email">E-mail address of a shared mailbox.</param>
    public sealed record PeopleContact(string Email);
}
