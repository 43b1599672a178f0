using System.Globalization;
using CrossStudyBroker.Dashboard.Languages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>
/// The filters in a page's address: those of <c>GET /v1/messages</c>, as a browser's form writes them. So a link is a view, and the HTTP API takes the
/// same filters.
/// </summary>
public sealed class PageFilters
{
    private readonly Dictionary<string, string> _values;

    /// <summary>Reads an address: what a form left empty is left out, and moments written in Finnish time become UTC.</summary>
    public PageFilters(IQueryCollection query)
        : this(query.Where(item => !StringValues.IsNullOrEmpty(item.Value)).ToDictionary(item => item.Key, item => Moment(item.Key, item.Value.ToString()), StringComparer.OrdinalIgnoreCase))
    {
    }

    private PageFilters(Dictionary<string, string> values) => _values = values;

    /// <summary>How many conditions there are; where a page begins is none.</summary>
    public int Count => _values.Keys.Count(name => !IsPaging(name));

    /// <summary>The conditions.</summary>
    public IEnumerable<(string Name, string Value)> Conditions => _values.Where(item => !IsPaging(item.Key)).Select(item => (item.Key, item.Value));

    /// <summary>As the HTTP API takes them.</summary>
    public IQueryCollection ToQuery() => new QueryCollection(_values.ToDictionary(item => item.Key, item => new StringValues(item.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>The value of one; empty where it is not set.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>A moment as a form field holds it.</summary>
    public string Field(string name) =>
        DateTimeOffset.TryParse(this[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? FinnishTime.ToField(moment) : this[name];

    /// <summary>The same with one condition set otherwise (null: not at all), from the first page on.</summary>
    public PageFilters With(string name, string? value)
    {
        var values = _values.Where(item => item.Key is not "cursor" && !item.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (value is not null)
        {
            values[name] = value;
        }

        return new PageFilters(values);
    }

    /// <summary>An address with these filters.</summary>
    public string Address(string path) => path + QueryString.Create(_values.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => KeyValuePair.Create(item.Key, (string?)item.Value)));

    private static bool IsPaging(string name) => name is "cursor" or "limit";

    private static string Moment(string name, string value) =>
        name is "from" or "to" && FinnishTime.FromField(value) is { } moment ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : value;
}
