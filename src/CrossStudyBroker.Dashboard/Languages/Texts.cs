using System.Collections.Frozen;
using System.Text.Json;

namespace CrossStudyBroker.Dashboard.Languages;

/// <summary>The pages' texts, one file per language beside this one, read once. A test holds the files against each other and against their use.</summary>
internal static class Texts
{
    /// <summary>Languages people can choose, each with its name in itself.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")];

    /// <summary>By language, by key.</summary>
    public static FrozenDictionary<string, FrozenDictionary<string, string>> All { get; } = Languages.ToFrozenDictionary(language => language.Code, language => Read(language.Code));

    private static FrozenDictionary<string, string> Read(string language)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"languages/{language}.json")
            ?? throw new InvalidOperationException($"The texts of the language '{language}' are not embedded.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(); // an object, says the test
    }
}
