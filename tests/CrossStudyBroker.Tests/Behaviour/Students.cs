using System.Globalization;
using System.Security.Cryptography;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Identities of test persons, valid in form, a new one each time: numbers that are never given to people.</summary>
internal static class Students
{
    private static int _last = RandomNumberGenerator.GetInt32(100_000_000);

    /// <summary>A learner number of the register's test node.</summary>
    public static string LearnerNumber()
    {
        var digits = "90" + Next().ToString("D8", CultureInfo.InvariantCulture);
        var sum = digits.Reverse().Select((digit, i) => (digit - '0') * (i % 3) switch { 0 => 7, 1 => 3, _ => 1 }).Sum();
        return $"1.2.246.562.98.{digits}{(10 - (sum % 10)) % 10}";
    }

    /// <summary>A personal identity code with an individual number from 900 on.</summary>
    public static string PersonalIdentityCode()
    {
        var number = Next();
        var day = new DateOnly(2000, 1, 1).AddDays(number / 100 % 7000).ToString("ddMMyy", CultureInfo.InvariantCulture);
        var individual = 900 + (number % 100);
        return $"{day}A{individual}{"0123456789ABCDEFHJKLMNPRSTUVWXY"[((int.Parse(day, CultureInfo.InvariantCulture) * 1000) + individual) % 31]}";
    }

    private static int Next() => Interlocked.Increment(ref _last) % 100_000_000;
}
