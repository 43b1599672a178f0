using System.Globalization;
using CrossStudyBroker.Contracts.Identities;

namespace CrossStudyBroker.ReferenceSis.Students;

/// <summary>Identity codes that are valid in form and belong to no one.</summary>
internal static class ExampleIdentities
{
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    // The agency's node for test learner numbers.
    private const string TestLearnerPrefix = "1.2.246.562.98.";

    /// <summary>A personal identity code with an individual number 900–999, which no person has.</summary>
    public static string PersonalIdentityCode(DateOnly birth, int number)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"{birth:ddMMyy}{(birth.Year < 2000 ? '-' : 'A')}{900 + (number % 100)}");
        return CheckCharacters.Select(check => start + check).First(code => Contracts.Identities.PersonalIdentityCode.IsValid(code));
    }

    /// <summary>A test learner number.</summary>
    public static string LearnerNumber(long number)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"{TestLearnerPrefix}{number % 10_000_000_000:D10}");
        return "0123456789".Select(check => start + check).First(code => Contracts.Identities.LearnerNumber.IsValid(code));
    }
}
