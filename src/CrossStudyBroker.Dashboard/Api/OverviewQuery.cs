using System.Globalization;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Whose overview is asked for, and of how many days: the same in the HTTP API and in the address of the page.</summary>
/// <param name="Institution">Institution code; null: all.</param>
/// <param name="Days">Finnish days, today included.</param>
internal sealed record OverviewQuery(string? Institution, int Days)
{
    /// <summary>Days that are counted for where nothing else is asked.</summary>
    public const int DefaultDays = 7;

    private const int MostDays = 90;

    /// <summary>Reads an address. An institution has its own overview only; the operator has that of all, or that of each as the institution sees it.</summary>
    public static (OverviewQuery Query, FilterFault? Fault) Read(IQueryCollection query, Caller caller)
    {
        var usual = new OverviewQuery(caller.VisibleTo, DefaultDays);
        if (query.Keys.FirstOrDefault(name => name is not ("days" or "institution")) is { } unknown)
        {
            return (usual, new FilterFault(unknown, "There is no such filter; there are 'days' and 'institution'."));
        }

        if (DaysOf(query) is not { } days)
        {
            return (usual, new FilterFault("days", $"The filter 'days' takes a whole number from 1 to {MostDays}."));
        }

        var institution = query.TryGetValue("institution", out var named) ? named.ToString() : caller.VisibleTo;
        return caller.VisibleTo is { } own && institution != own ? (usual, new FilterFault("institution", "The filter 'institution' takes your own institution only."))
            : named.Count > 0 && !(institution is { Length: 5 } && institution.All(char.IsAsciiDigit)) ? (usual, new FilterFault("institution", "The filter 'institution' takes an institution code of five digits."))
            : (new OverviewQuery(institution, days), null);
    }

    private static int? DaysOf(IQueryCollection query) =>
        !query.TryGetValue("days", out var given) ? DefaultDays
        : int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays ? days
        : null;
}
