using Xunit;

namespace CrossStudyBroker.Tests;

/// <summary>For rules that answer with their violations in words: all of them are shown, in full.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string> violations)
    {
        var all = string.Join('\n', violations);
        Assert.True(all.Length == 0, all);
    }
}
