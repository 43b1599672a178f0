namespace CrossStudyBroker.Contracts.Messages;

/// <summary>A student. Which fields must be there depends on the message.</summary>
public sealed record Student
{
    /// <summary>
    /// National learner number (node 98: test numbers). The check digit is verified too (it may be written 10 instead of 0, which makes
    /// twelve digits).
    /// </summary>
    public string? LearnerNumber { get; init; }

    /// <summary>Finnish personal identity code. The check character is verified too.</summary>
    public string? PersonalIdentityCode { get; init; }

    /// <summary>European Student Identifier.</summary>
    public string? EuropeanStudentIdentifier { get; init; }

    /// <summary>eduPersonPrincipalName at the home institution.</summary>
    public string? HomeEppn { get; init; }

    /// <summary>eduPersonPrincipalName at the target institution.</summary>
    public string? TargetEppn { get; init; }

    /// <summary>Student number at the home institution.</summary>
    public string? HomeStudentNumber { get; init; }

    /// <summary>Student number at the target institution.</summary>
    public string? TargetStudentNumber { get; init; }

    /// <summary>All first names.</summary>
    public string? FirstNames { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The first name in daily use.</summary>
    public string? CallName { get; init; }

    /// <summary>Date of birth.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>Gender, ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable.</summary>
    public int? Gender { get; init; }

    /// <summary>Countries of citizenship.</summary>
    public IReadOnlyList<string>? Citizenships { get; init; }

    /// <summary>Mother tongue.</summary>
    public string? MotherTongue { get; init; }

    /// <summary>Mother tongue in words, where the sender has no language code for it.</summary>
    public string? MotherTongueText { get; init; }

    /// <summary>The language in which the student wants to be served.</summary>
    public string? PreferredLanguage { get; init; }

    /// <summary>Home addresses.</summary>
    public IReadOnlyList<Address>? Addresses { get; init; }

    /// <summary>E-mail addresses, the preferred one first.</summary>
    public IReadOnlyList<string>? Emails { get; init; }

    /// <summary>Telephone numbers, the preferred one first.</summary>
    public IReadOnlyList<Phone>? Phones { get; init; }

    /// <summary>Municipality of residence.</summary>
    public string? MunicipalityOfResidence { get; init; }

    /// <summary>Municipality of residence in words, where the sender has no code for it.</summary>
    public string? MunicipalityOfResidenceText { get; init; }

    /// <summary>
    /// The student's data are under a non-disclosure order (turvakielto); the recipient must protect them accordingly.
    /// </summary>
    public bool? NonDisclosure { get; init; }

    /// <summary>Only the name of the type: personal data must not reach a log by accident.</summary>
    public override string ToString() => nameof(Student);
}
