using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Adapters;

/// <summary>
/// An adapter's answer to a delivery. Expected results are values of this type; an exception means that the result is unknown,
/// and the delivery is tried again.
/// </summary>
public sealed record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Safely in the SIS; a reply will follow.</summary>
    public static Outcome Delivered { get; } = new() { Kind = OutcomeKind.Delivered };

    /// <summary>Acted upon; nothing more is awaited.</summary>
    public static Outcome Processed { get; } = new() { Kind = OutcomeKind.Processed };

    /// <summary>What became of the delivery.</summary>
    public OutcomeKind Kind { get; private init; }

    /// <summary>Problem code of contracts/problems.json; set exactly when the delivery was refused or failed.</summary>
    public string? Code { get; private init; }

    /// <summary>For a person at the sender: what to correct. Never personal data.</summary>
    public string? Detail { get; private init; }

    /// <summary>How long the SIS asks to be left alone; null: the broker chooses.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>False: the adapter was not called, because its circuit is open.</summary>
    public bool WasCalled { get; private init; } = true;

    /// <summary>True if another attempt may bring another result.</summary>
    public bool IsTemporary => Kind == OutcomeKind.FailedTemporarily;

    /// <summary>The SIS will not act upon it.</summary>
    /// <param name="code">Problem code, such as <c>content-refused</c>.</param>
    /// <param name="detail">For a person at the sender. Never personal data.</param>
    public static Outcome Refused(string code, string? detail = null) => new() { Kind = OutcomeKind.Refused, Code = Checked(code), Detail = detail };

    /// <summary>It could not be taken now.</summary>
    /// <param name="code">Problem code, such as <c>recipient-busy</c>.</param>
    /// <param name="retryAfter">How long to wait at least.</param>
    public static Outcome FailedTemporarily(string code, TimeSpan? retryAfter = null) =>
        new() { Kind = OutcomeKind.FailedTemporarily, Code = Checked(code), RetryAfter = retryAfter };

    /// <summary>A person has to act before it is worth another try.</summary>
    /// <param name="code">Problem code, such as <c>student-ambiguous</c>.</param>
    public static Outcome FailedPermanently(string code) => new() { Kind = OutcomeKind.FailedPermanently, Code = Checked(code) };

    /// <summary>The circuit is open: the adapter was not called. Temporary, and no attempt.</summary>
    /// <param name="retryAfter">How long the circuit stays open; null: not known.</param>
    public static Outcome NotCalled(TimeSpan? retryAfter) => FailedTemporarily(ProblemCodes.RecipientUnreachable, retryAfter) with { WasCalled = false };

    private static string Checked(string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return code;
    }
}
