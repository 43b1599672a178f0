using CrossStudyBroker.Contracts.Schemas;
using Microsoft.Extensions.Configuration;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>
/// Looks at lists in the configuration before they are bound: the binder leaves out, without a word, an entry that it cannot read and a name that it does not
/// know. Faults name the place, never the value.
/// </summary>
internal static class ListCheck
{
    /// <summary>What is wrong with the entries of a list.</summary>
    /// <typeparam name="T">What an entry becomes; its settings are texts and yes-or-no values.</typeparam>
    public static IEnumerable<string> Faults<T>(IConfiguration configuration, string list)
    {
        var settings = typeof(T).GetProperties().Where(property => property.SetMethod is { IsPublic: true }).ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        var section = configuration.GetSection(list);
        if (section.Value is { Length: > 0 })
        {
            yield return $"{list} is a list: write its entries as {list}:0:{settings.Keys.First()}.";
        }

        foreach (var entry in section.GetChildren())
        {
            if (entry.Value is { Length: > 0 })
            {
                yield return $"{entry.Path} has settings of its own: {string.Join(", ", settings.Keys)}.";
            }

            foreach (var setting in entry.GetChildren())
            {
                if (!settings.TryGetValue(setting.Key, out var type))
                {
                    yield return $"{entry.Path} has no setting '{setting.Key}'; the nearest is {EditDistance.Nearest(setting.Key, settings.Keys)}.";
                }
                else if (type == typeof(bool) && !bool.TryParse(setting.Value, out _))
                {
                    yield return $"{setting.Path} must be true or false.";
                }
                else if (setting.GetChildren().Any())
                {
                    yield return $"{setting.Path} is one value, and no list.";
                }
            }
        }
    }
}
