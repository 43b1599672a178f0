using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters.Rules;

/// <summary>Joining a student with an identity that the target already has (R5).</summary>
public static class IdentityRules
{
    /// <summary>
    /// R5. One person who shares an identity code and contradicts none is the student. Several who share one, a code or a date of birth
    /// that contradicts, or the same name and date of birth with no code to compare: ambiguous.
    /// </summary>
    /// <param name="student">The student as the message tells.</param>
    /// <param name="known">The persons that the target knows.</param>
    /// <param name="identityOf">What the target knows of a person.</param>
    public static IdentityMatch<TPerson> Match<TPerson>(Student student, IEnumerable<TPerson> known, Func<TPerson, Student> identityOf)
    {
        var matches = new List<TPerson>();
        var doubtful = false;
        foreach (var person in known)
        {
            var identity = identityOf(person);
            if (SharesCode(student, identity))
            {
                matches.Add(person);
                doubtful |= Contradicts(student, identity);
            }
            else
            {
                doubtful |= SameNameAndBirth(student, identity) && !Contradicts(student, identity);
            }
        }

        if (doubtful || matches.Count > 1)
        {
            return new(IdentityMatchKind.Ambiguous);
        }

        return matches.Count == 0 ? new(IdentityMatchKind.None) : new(IdentityMatchKind.One, matches[0]);
    }

    private static bool SharesCode(Student a, Student b) =>
        Same(a.LearnerNumber, b.LearnerNumber)
        || Same(a.PersonalIdentityCode, b.PersonalIdentityCode)
        || Same(a.EuropeanStudentIdentifier, b.EuropeanStudentIdentifier)
        || Same(a.TargetStudentNumber, b.TargetStudentNumber)
        || SameText(a.TargetEppn, b.TargetEppn)
        || SameText(a.HomeEppn, b.HomeEppn);

    private static bool Contradicts(Student a, Student b) =>
        Differ(a.LearnerNumber, b.LearnerNumber)
        || Differ(a.PersonalIdentityCode, b.PersonalIdentityCode)
        || (a.DateOfBirth is { } left && b.DateOfBirth is { } right && left != right);

    private static bool SameNameAndBirth(Student a, Student b) =>
        a.DateOfBirth is { } birth && birth == b.DateOfBirth && SameText(a.LastName, b.LastName) && SameText(a.FirstNames, b.FirstNames);

    private static bool Same(string? a, string? b) => a is not null && string.Equals(a, b, StringComparison.Ordinal);

    private static bool Differ(string? a, string? b) => a is not null && b is not null && !string.Equals(a, b, StringComparison.Ordinal);

    private static bool SameText(string? a, string? b) => a is not null && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
