namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>The problem codes that validation by schema can give (contracts/problems.json).</summary>
internal static class FaultCodes
{
    public const string FieldMissing = "field-missing";
    public const string FieldUnknown = "field-unknown";
    public const string ValueNotAllowed = "value-not-allowed";
    public const string ValueMalformed = "value-malformed";
    public const string ValueOutOfRange = "value-out-of-range";
    public const string ChoiceNotMatched = "choice-not-matched";
    public const string IdentityCodeInvalid = "identity-code-invalid";
}
