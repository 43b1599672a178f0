using System.Globalization;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Schemas;
using CrossStudyBroker.Dashboard.Filters;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Reads the filters of a list. All faults are reported together, and a name that is not known is one: it would widen the list unseen.</summary>
internal sealed class QueryFilters
{
    private readonly List<FilterFault> _faults = [];
    private readonly IQueryCollection _query;

    /// <summary>Begins with the names.</summary>
    public QueryFilters(IQueryCollection query, IReadOnlyCollection<string> names)
    {
        _query = query;
        foreach (var unknown in query.Keys.Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            Refuse(unknown, $"There is no such filter; the nearest is '{EditDistance.Nearest(unknown, names)}'.");
        }
    }

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<FilterFault> Faults => _faults;

    /// <summary>A text that fits; null where it is not given.</summary>
    public string? Text(string name, Predicate<string> fits, Func<string, string> expected)
    {
        if (!_query.TryGetValue(name, out var values))
        {
            return null;
        }

        var text = values.ToString();
        if (!fits(text))
        {
            Refuse(name, $"The filter '{name}' takes {expected(text)}.");
        }

        return text;
    }

    /// <summary>A moment, UTC.</summary>
    public DateTimeOffset? Moment(string name)
    {
        var text = Text(name, text => FilterRules.MomentOf(text) is not null, _ => "a date and time such as 2026-09-01T08:00:00Z; a plus sign in an address is written %2B");
        return text is null ? null : FilterRules.MomentOf(text);
    }

    /// <summary>How many rows a page has.</summary>
    public int Limit()
    {
        var text = Text("limit", text => FilterRules.LimitOf(text) is not null, _ => "a whole number from 1 to 200");
        return FilterRules.LimitOf(text ?? "") ?? MessageFilter.DefaultLimit;
    }

    /// <summary>An id.</summary>
    public Guid? Id(string name)
    {
        var id = Guid.Empty;
        return Text(name, text => Guid.TryParse(text, out id), _ => "an id such as 4e888270-82b2-81c6-a9f3-cfb7fd596179") is null ? null : id;
    }

    /// <summary>The place after which a list by number goes on.</summary>
    public long? Cursor()
    {
        var cursor = 0L;
        return Text("cursor", text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out cursor), _ => "'next' of the page before; leave it out for the first page") is null ? null : cursor;
    }

    private void Refuse(string filter, string expected) => _faults.Add(new FilterFault(filter, expected));
}
