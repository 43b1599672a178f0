namespace CrossStudyBroker.Contracts.Messages;

/// <summary>An organisation: an institution or a unit of it.</summary>
public sealed record Organisation
{
    /// <summary>Institution code: the five-digit code of Statistics Finland.</summary>
    public required string Institution { get; init; }

    /// <summary>Another unique id of the organisation.</summary>
    public string? Identifier { get; init; }

    /// <summary>Name.</summary>
    public Localised? Name { get; init; }

    /// <summary>Name of the unit concerned.</summary>
    public Localised? UnitName { get; init; }

    /// <summary>Explanation of the name.</summary>
    public Localised? NameDescription { get; init; }

    /// <summary>Postal address.</summary>
    public Address? PostalAddress { get; init; }

    /// <summary>Visiting address.</summary>
    public Address? VisitingAddress { get; init; }

    /// <summary>Municipality, Statistics Finland (three digits).</summary>
    public string? Municipality { get; init; }

    /// <summary>A telephone number.</summary>
    public Phone? Phone { get; init; }

    /// <summary>Web page.</summary>
    public string? Url { get; init; }

    /// <summary>Erasmus code.</summary>
    public string? ErasmusCode { get; init; }

    /// <summary>Erasmus charter code.</summary>
    public string? ErasmusCharterCode { get; init; }

    /// <summary>Statistics code in Erasmus use.</summary>
    public int? ErasmusStatisticsCode { get; init; }

    /// <summary>Name in Erasmus use.</summary>
    public string? ErasmusName { get; init; }

    /// <summary>Participant identification code (PIC) of the European Commission.</summary>
    public int? Pic { get; init; }

    /// <summary>Higher education institution id (SCHAC), a domain name.</summary>
    public string? HeiId { get; init; }
}
