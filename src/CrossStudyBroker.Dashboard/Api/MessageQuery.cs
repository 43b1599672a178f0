using System.Globalization;
using System.Text.RegularExpressions;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;
using Microsoft.AspNetCore.Mvc;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>The filters of <c>GET /v1/messages</c>, as they came; all faults are reported together.</summary>
internal sealed partial record MessageQuery
{
    [FromQuery(Name = "institution")] public string? Institution { get; init; }
    [FromQuery(Name = "kind")] public string? Kind { get; init; }
    [FromQuery(Name = "state")] public string? State { get; init; }
    [FromQuery(Name = "from")] public string? From { get; init; }
    [FromQuery(Name = "to")] public string? To { get; init; }
    [FromQuery(Name = "case")] public string? Case { get; init; }
    [FromQuery(Name = "cursor")] public string? Cursor { get; init; }
    [FromQuery(Name = "limit")] public string? Limit { get; init; }

    private static readonly string[] Kinds = ["enrolment", "study-right", "personal-data", "completion", "offering", "network", "receipt"];
    private static readonly Dictionary<string, DeliveryState> States = Enum.GetValues<DeliveryState>().ToDictionary(MessageDto.Name);

    /// <summary>The filter, and what is wrong with it. An institution sees only what it sent or was sent.</summary>
    public (MessageFilter Filter, IReadOnlyList<Problem> Problems) ToFilter(string? visibleTo)
    {
        var problems = new List<Problem>();
        var limit = 50;
        Check(Limit is null || (int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= 200), "limit", "a whole number from 1 to 200");
        Check(Institution is null || InstitutionCode().IsMatch(Institution), "institution", "an institution code of five digits");
        Check(Kind is null || Kinds.Contains(Kind), "kind", $"one of {string.Join(", ", Kinds)}{Near(Kind, Kinds)}");
        Check(State is null || States.ContainsKey(State), "state", $"one of {string.Join(", ", States.Keys)}{Near(State, States.Keys)}");
        Check(Case is null || (MessageId().IsMatch(Case) && !IdentityCodes.LooksLikeIdentity(Case)), "case", "a case id; identity codes never stand in a URL");
        return (new MessageFilter
        {
            VisibleTo = visibleTo,
            Institution = Institution,
            Kind = Kind,
            State = State is not null && States.TryGetValue(State, out var state) ? state : null,
            From = Moment(From, "from"),
            To = Moment(To, "to"),
            CaseId = Case,
            Cursor = Cursor,
            Limit = limit,
        }, problems);

        DateTimeOffset? Moment(string? text, string name)
        {
            DateTimeOffset moment = default;
            var fits = text is null || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
            Check(fits, name, "a date and time such as 2026-09-01T08:00:00Z");
            return text is null || !fits ? null : moment;
        }

        void Check(bool fits, string name, string expected)
        {
            if (!fits)
            {
                problems.Add(new Problem(ProblemCodes.FilterInvalid, "", $"The filter '{name}' takes {expected}."));
            }
        }
    }

    private static string Near(string? value, IEnumerable<string> choices) => value is { Length: < 50 } ? $"; the nearest is {EditDistance.Nearest(value, choices)}" : "";

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex InstitutionCode();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();
}
