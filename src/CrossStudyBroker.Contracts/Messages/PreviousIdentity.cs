namespace CrossStudyBroker.Contracts.Messages;

/// <summary>The student's earlier identity codes, where one of them changed.</summary>
public sealed record PreviousIdentity
{
    /// <summary>
    /// National learner number (node 98: test numbers). The check digit is verified too (it may be written 10 instead of 0, which makes
    /// twelve digits).
    /// </summary>
    public string? LearnerNumber { get; init; }

    /// <summary>Finnish personal identity code. The check character is verified too.</summary>
    public string? PersonalIdentityCode { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(PreviousIdentity);
}
