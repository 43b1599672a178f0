using System.Globalization;
using System.Text.RegularExpressions;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Schemas;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>The filters of <c>GET /v1/messages</c>. All faults are reported together, and a name that is not known is one: it would widen the list unseen.</summary>
internal sealed partial class MessageQuery(IQueryCollection query)
{
    private const string DryRun = "dry-run";
    private static readonly string[] Names = ["institution", "kind", "state", "from", "to", "case", "cause", "limit", "cursor"];

    /// <summary>The kinds that can be asked for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["enrolment", "study-right", "personal-data", "completion", "offering", "network", "receipt"];
    private static readonly Dictionary<string, DeliveryState> Deliveries = Enum.GetValues<DeliveryState>().ToDictionary(MessageDto.Name);
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly List<FilterFault> _faults = [];

    /// <summary>The states that can be asked for, from what most needs a person to what needs none.</summary>
    public static IReadOnlyList<string> States { get; } = [.. Deliveries.OrderByDescending(state => state.Value).Select(state => state.Key), DryRun];

    /// <summary>The filter, and what is wrong with it.</summary>
    public (MessageFilter Filter, IReadOnlyList<FilterFault> Faults) ToFilter()
    {
        foreach (var unknown in query.Keys.Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            Refuse(unknown, $"There is no such filter; the nearest is '{EditDistance.Nearest(unknown, Names)}'.");
        }

        var limit = MessageFilter.DefaultLimit;
        Text("limit", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= 200, _ => "a whole number from 1 to 200");
        var state = Text("state", States.Contains, value => $"one of {string.Join(", ", States)}{Near(value, States)}");
        return (new MessageFilter
        {
            Institution = Text("institution", InstitutionCode().IsMatch, _ => "an institution code of five digits"),
            Kind = Text("kind", Kinds.Contains, value => $"one of {string.Join(", ", Kinds)}{Near(value, Kinds)}"),
            State = state is not null && Deliveries.TryGetValue(state, out var delivery) ? delivery : null,
            Outcome = state == DryRun ? MessageOutcome.DryRun : null,
            From = Moment("from"),
            To = Moment("to"),
            CaseId = Text("case", text => MessageId().IsMatch(text) && !IdentityCodes.LooksLikeIdentity(text), _ => "a case id; identity codes never stand in an address"),
            Cause = Text("cause", CauseId().IsMatch, _ => "the id of a cause group, as GET /v1/causes gives it"),
            Cursor = Text("cursor", _ => true, _ => ""),
            Limit = limit,
        }, _faults);
    }

    private string? Text(string name, Predicate<string> fits, Func<string, string> expected)
    {
        if (!query.TryGetValue(name, out var values))
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

    private DateTimeOffset? Moment(string name)
    {
        DateTimeOffset moment = default;
        return Text(name, text => DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment), _ =>
            "a date and time such as 2026-09-01T08:00:00Z; a plus sign in an address is written %2B") is null ? null : moment;
    }

    private void Refuse(string filter, string expected) => _faults.Add(new FilterFault(filter, expected));

    private static string Near(string value, IEnumerable<string> choices) => $"; the nearest is {EditDistance.Nearest(value, choices)}";

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex InstitutionCode();

    [GeneratedRegex("^[0-9a-f]{12}$", RegexOptions.NonBacktracking)]
    private static partial Regex CauseId();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();
}
