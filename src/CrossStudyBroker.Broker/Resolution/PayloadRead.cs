namespace CrossStudyBroker.Broker.Resolution;

/// <summary>The message of a delivery, or why it is not given.</summary>
/// <param name="Content">The message as the sender sent it; null if it is not given.</param>
/// <param name="Refused">Problem code; null if it is given.</param>
public sealed record PayloadRead(byte[]? Content, string? Refused)
{
    internal static PayloadRead Not(string code) => new(null, code);
}
