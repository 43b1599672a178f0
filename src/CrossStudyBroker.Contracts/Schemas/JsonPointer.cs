using CrossStudyBroker.Contracts.Identities;

namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>Steps of a JSON Pointer (RFC 6901).</summary>
internal static class JsonPointer
{
    private const int LongestForeignName = 100;

    /// <summary>The step into a field.</summary>
    public static string Step(string name) => "/" + name.Replace("~", "~0").Replace("/", "~1");

    /// <summary>
    /// The step into a field whose name the contract does not have. Names of the sender's making may hold anything, even identity codes,
    /// and a pointer is shown and stored; so a long or suspicious one is withheld.
    /// </summary>
    public static string ForeignStep(string? name) =>
        Step(name is null || name.Length > LongestForeignName || IdentityCodes.LooksLikeIdentity(name) ? "(name withheld)" : name);
}
