using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using Xunit;

namespace CrossStudyBroker.Tests.Adapters.Rules;

public class IdentityRulesTests
{
    private static readonly Student Aino = new()
    {
        LearnerNumber = "learner-1", PersonalIdentityCode = "hetu-1", FirstNames = "Aino Maria", LastName = "Mallikas", DateOfBirth = new(2001, 2, 3),
    };

    private static readonly Student Eero = new()
    {
        LearnerNumber = "learner-2", PersonalIdentityCode = "hetu-2", FirstNames = "Eero", LastName = "Esimerkki", DateOfBirth = new(2000, 2, 29),
    };

    [Fact]
    public void R5_A_student_whom_nobody_resembles_is_new() => Expect(IdentityMatchKind.None, Aino, Eero);

    [Fact]
    public void R5_One_shared_code_joins_the_old_identity() =>
        Expect(IdentityMatchKind.One, new Student { LearnerNumber = "learner-1" }, Eero, Aino);

    [Fact]
    public void R5_A_code_that_only_one_of_the_two_has_contradicts_nothing() =>
        Expect(IdentityMatchKind.One, Aino, Aino with { PersonalIdentityCode = null, DateOfBirth = null });

    [Fact]
    public void R5_Two_persons_with_a_code_of_the_student_are_ambiguous() =>
        Expect(IdentityMatchKind.Ambiguous, Aino, new Student { LearnerNumber = "learner-1" }, new Student { PersonalIdentityCode = "hetu-1" });

    [Fact]
    public void R5_A_code_that_contradicts_is_ambiguous() =>
        Expect(IdentityMatchKind.Ambiguous, Aino, Aino with { PersonalIdentityCode = "hetu-9" });

    [Fact]
    public void R5_A_date_of_birth_that_contradicts_is_ambiguous() =>
        Expect(IdentityMatchKind.Ambiguous, Aino, Aino with { DateOfBirth = new(2001, 2, 4) });

    [Fact]
    public void R5_The_same_name_and_date_of_birth_without_a_code_to_compare_is_ambiguous() =>
        Expect(IdentityMatchKind.Ambiguous, Aino, new Student { FirstNames = "aino maria", LastName = "MALLIKAS", DateOfBirth = Aino.DateOfBirth });

    [Fact]
    public void R5_The_same_name_and_date_of_birth_with_other_codes_is_another_person() =>
        Expect(IdentityMatchKind.None, Aino, Aino with { LearnerNumber = "learner-9", PersonalIdentityCode = "hetu-9" });

    private static void Expect(IdentityMatchKind expected, Student student, params Student[] known)
    {
        var match = IdentityRules.Match(student, known, person => person);
        Assert.Equal(expected, match.Kind);
        Assert.Equal(expected == IdentityMatchKind.One, match.Person is not null);
    }
}
