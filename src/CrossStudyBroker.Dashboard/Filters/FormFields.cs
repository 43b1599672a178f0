using System.Globalization;
using CrossStudyBroker.Dashboard.Languages;
using Microsoft.Extensions.Primitives;

namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>
/// Filters as a browser's form writes them into an address: fields left empty, moments in Finnish time, and beside a filter <c>name.is=not</c>, which turns its
/// values into ones that may not fit.
/// </summary>
internal static class FormFields
{
    private const string Side = ".is";

    /// <summary>As the HTTP API takes them.</summary>
    public static IReadOnlyList<KeyValuePair<string, StringValues>> ToQuery(IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var fields = form.ToDictionary(field => field.Key, field => new StringValues([.. field.Value.Where(value => !string.IsNullOrWhiteSpace(value))]), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. fields.Where(field => field.Value.Count > 0 && !IsSide(field.Key))
                .Select(field => KeyValuePair.Create(field.Key, Of(field.Key, field.Value.ToString(), fields.GetValueOrDefault(field.Key + Side) == "not"))),
        ];
    }

    /// <summary>True if an address is a form's own, and there is a plainer one for the same.</summary>
    public static bool IsForm(IEnumerable<KeyValuePair<string, StringValues>> query) => query.Any(field =>
        IsSide(field.Key) || field.Value.Count > 1 || field.Value.Any(string.IsNullOrWhiteSpace) || (field.Key is "from" or "to" && FinnishTime.FromField(field.Value.ToString()) is not null));

    /// <summary>A moment as a form field holds it.</summary>
    public static string Moment(string text) => FilterRules.MomentOf(text) is { } moment ? FinnishTime.ToField(moment) : text;

    private static bool IsSide(string name) => name.EndsWith(Side, StringComparison.OrdinalIgnoreCase) && FilterRules.Find(name[..^Side.Length]) is not null;

    private static StringValues Of(string name, string text, bool not) => name switch
    {
        "from" or "to" when FinnishTime.FromField(text) is { } moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ when not => FilterValues.Parse(text).Forbidden().ToString(),
        _ => text,
    };
}
