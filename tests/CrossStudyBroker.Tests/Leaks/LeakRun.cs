using System.Globalization;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>How long the leak tests are: short in every run of the tests, as long as CROSSSTUDY_TEST_LEAK_MESSAGES says on demand.</summary>
internal static class LeakRun
{
    private const int Short = 40;

    /// <summary>About how many messages are sent.</summary>
    public static int Messages { get; } = Environment.GetEnvironmentVariable("CROSSSTUDY_TEST_LEAK_MESSAGES") is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : Short;
}
