using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Contracts.Schemas;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>
/// The filters in an address, the same for <c>GET /v1/messages</c> and the page: <c>name=value,value,!value</c>. All filters hold together; of one filter's
/// values one must fit, and none of those after an exclamation mark may. A name that is given again adds values, as a form does.
/// </summary>
public sealed class MessageQuery
{
    private const int MostValues = 50;
    private static readonly string[] Paging = ["cursor", "limit"];

    private readonly SortedDictionary<string, FilterValues> _filters = new(StringComparer.Ordinal);

    private MessageQuery()
    {
    }

    /// <summary>The conditions, by the names of their filters; where a page begins is none.</summary>
    public IEnumerable<(string Name, FilterValues Values)> Conditions => _filters.Where(filter => !Paging.Contains(filter.Key)).Select(filter => (filter.Key, filter.Value));

    /// <summary>How many conditions there are.</summary>
    public int Count => Conditions.Count();

    /// <summary>The values of one filter; null where it is not set.</summary>
    public FilterValues? this[string name] => _filters.GetValueOrDefault(name);

    /// <summary>The text of one filter; empty where it is not set.</summary>
    public string Text(string name) => this[name]?.ToString() ?? "";

    /// <summary>Reads an address. All faults are reported together; what is faulty is left out, for it may be an identity code and is never repeated.</summary>
    internal static (MessageQuery Query, IReadOnlyList<FilterFault> Faults) Parse(IEnumerable<KeyValuePair<string, StringValues>> query, Caller caller, InstitutionDirectory directory)
    {
        var read = new MessageQuery();
        var faults = new List<FilterFault>();
        foreach (var (name, texts) in query)
        {
            if (FilterRules.Find(name) is not { } rule)
            {
                // A name that is not known would widen the list unseen.
                faults.Add(new FilterFault(name, $"There is no such filter; the nearest is '{EditDistance.Nearest(name, FilterRules.All.Select(known => known.Name))}'."));
                continue;
            }

            var text = texts.ToString(); // several joined by commas, which is what they mean
            var values = rule.IsList ? FilterValues.Parse(text) : new FilterValues([text], []);
            var against = values.Count > MostValues ? $"The filter '{rule.Name}' takes at most {MostValues} values."
                : values.AnyOf.Concat(values.NoneOf).Select(value => rule.Against(value, directory)).FirstOrDefault(fault => fault is not null);
            if (against is null)
            {
                read._filters[rule.Name] = values;
            }
            else
            {
                faults.Add(new FilterFault(rule.Name, against));
            }
        }

        if (read["direction"] is not null && caller.Institution is null && read["institution"]?.AnyOf.Count != 1 && faults.Count == 0)
        {
            faults.Add(new FilterFault("direction", "The filter 'direction' takes the filter 'institution' beside it, with one institution that sent or received."));
            read._filters.Remove("direction");
        }

        return (read, faults);
    }

    /// <summary>The same with one filter set otherwise (null: not at all), from the first page on.</summary>
    public MessageQuery With(string name, FilterValues? values)
    {
        var changed = new MessageQuery();
        foreach (var (known, kept) in _filters.Where(filter => filter.Key != "cursor" && filter.Key != name))
        {
            changed._filters[known] = kept;
        }

        if (values is not null)
        {
            changed._filters[name] = values;
        }

        return changed;
    }

    /// <summary>The same with one filter set to one value.</summary>
    public MessageQuery With(string name, string value) => With(name, new FilterValues([value], []));

    /// <summary>The same without one filter.</summary>
    public MessageQuery Without(string name) => With(name, (FilterValues?)null);

    /// <summary>An address with these filters.</summary>
    public string Address(string path) => AddressOf(path, _filters.Select(filter => KeyValuePair.Create(filter.Key, (string?)filter.Value.ToString())));

    /// <summary>An address with filters as they are written there. What need not be escaped in a query (RFC 3986, 3.4) stays readable.</summary>
    public static string AddressOf(string path, IEnumerable<KeyValuePair<string, string?>> filters) =>
        path + QueryString.Create(filters).ToString().Replace("%2C", ",", StringComparison.Ordinal).Replace("%21", "!", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
}
