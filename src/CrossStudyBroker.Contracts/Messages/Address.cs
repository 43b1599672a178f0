namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A postal or visiting address.</summary>
public sealed record Address
{
    /// <summary>Street, house and flat.</summary>
    public required string Street { get; init; }

    /// <summary>Postal code; left out where the country has none.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Post office or town.</summary>
    public required string PostOffice { get; init; }

    /// <summary>Country, ISO 3166-1 numeric: three digits as Statistics Finland and VIRTA have them. 999 is unknown.</summary>
    public required string Country { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Address);
}
