using System.Buffers;

namespace CrossStudyBroker.Contracts.Identities;

/// <summary>A student number of one institution. Each institution has its own form, so little can be checked.</summary>
public static class StudentNumber
{
    private const int Longest = 40;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/");

    /// <summary>True for 1–40 ASCII letters, digits and <c>- . _ /</c>.</summary>
    public static bool IsValid(ReadOnlySpan<char> number) => number.Length is > 0 and <= Longest && !number.ContainsAnyExcept(Characters);
}
