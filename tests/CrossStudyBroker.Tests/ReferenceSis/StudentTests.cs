using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis;
using Xunit;

namespace CrossStudyBroker.Tests.ReferenceSis;

public class StudentTests
{
    [Fact]
    public void Invented_students_have_codes_that_are_valid_in_form_and_belong_to_no_one() =>
        Assert.All(new Campus().Home.Students, s =>
        {
            Assert.True(PersonalIdentityCode.IsValid(s.Student.PersonalIdentityCode));
            Assert.InRange(int.Parse(s.Student.PersonalIdentityCode.AsSpan(7, 3), System.Globalization.CultureInfo.InvariantCulture), 900, 999);
            Assert.True(LearnerNumber.IsValid(s.Student.LearnerNumber));
            Assert.StartsWith("1.2.246.562.98.", s.Student.LearnerNumber);
            Assert.True(EuropeanStudentIdentifier.IsValid(s.Student.EuropeanStudentIdentifier));
        });

    [Fact]
    public void The_same_seed_gives_the_same_students_and_institutions_share_none()
    {
        var first = new Campus();
        Assert.Equal(Numbers(first.Home), Numbers(new Campus().Home));
        Assert.Empty(Numbers(first.Home).Intersect(Numbers(first.Target)));
    }

    [Fact]
    public void Another_seed_gives_other_students()
    {
        var seeds = new[] { int.MinValue, -1, 1, 2, int.MaxValue };

        var students = seeds.SelectMany(seed => new Campus(seed: seed).Home.Students).Select(s => s.Student).ToList();
        Assert.All(
            new Func<Student, string?>[] { s => s.LearnerNumber, s => s.EuropeanStudentIdentifier, s => s.HomeEppn, s => s.HomeStudentNumber },
            code => Assert.Equal(seeds.Length * 20, students.Select(code).Distinct().Count()));
    }

    private static List<string?> Numbers(ReferenceInstitution institution) => [.. institution.Students.Select(s => s.Student.LearnerNumber)];
}
