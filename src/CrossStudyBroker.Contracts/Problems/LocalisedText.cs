namespace CrossStudyBroker.Contracts.Problems;

/// <summary>A text in the three languages of the service.</summary>
public sealed record LocalisedText(string Fi, string Sv, string En);
