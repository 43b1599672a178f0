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

    /// <summary>The states that can be asked for, from what most needs a person to what needs none.</summary>
    public static IReadOnlyList<string> States { get; } = [.. Deliveries.OrderByDescending(state => state.Value).Select(state => state.Key), DryRun];

    /// <summary>The filter, and what is wrong with it.</summary>
    public (MessageFilter Filter, IReadOnlyList<FilterFault> Faults) ToFilter()
    {
        var filters = new QueryFilters(query, Names);
        var limit = filters.Limit();
        var state = filters.Text("state", States.Contains, value => $"one of {string.Join(", ", States)}{Near(value, States)}");
        return (new MessageFilter
        {
            Institution = filters.Text("institution", InstitutionCode().IsMatch, _ => "an institution code of five digits"),
            Kind = filters.Text("kind", Kinds.Contains, value => $"one of {string.Join(", ", Kinds)}{Near(value, Kinds)}"),
            State = state is not null && Deliveries.TryGetValue(state, out var delivery) ? delivery : null,
            Outcome = state == DryRun ? MessageOutcome.DryRun : null,
            From = filters.Moment("from"),
            To = filters.Moment("to"),
            CaseId = filters.Text("case", text => MessageId().IsMatch(text) && !IdentityCodes.LooksLikeIdentity(text), _ => "a case id; identity codes never stand in an address"),
            Cause = filters.Text("cause", CauseId().IsMatch, _ => "the id of a cause group, as GET /v1/causes gives it"),
            Cursor = filters.Text("cursor", _ => true, _ => ""),
            Limit = limit,
        }, filters.Faults);
    }

    private static string Near(string value, IEnumerable<string> choices) => $"; the nearest is {EditDistance.Nearest(value, choices)}";

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex InstitutionCode();

    [GeneratedRegex("^[0-9a-f]{12}$", RegexOptions.NonBacktracking)]
    private static partial Regex CauseId();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();
}
