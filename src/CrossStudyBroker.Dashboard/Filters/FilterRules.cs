using System.Globalization;
using System.Text.RegularExpressions;
using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;

namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>The filters of a list of messages, as contracts/openapi.yaml has them.</summary>
internal static partial class FilterRules
{
    public const string DryRun = "dry-run";
    public const string Sent = "sent";
    public const string Received = "received";

    private const int LongestText = 100;
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>States by their names.</summary>
    public static IReadOnlyDictionary<string, DeliveryState> StatesByName { get; } = Enum.GetValues<DeliveryState>().ToDictionary(MessageDto.Name);

    /// <summary>The states that can be asked for, from what most needs a person to what needs none.</summary>
    public static IReadOnlyList<string> States { get; } = [.. StatesByName.OrderByDescending(state => state.Value).Select(state => state.Key), DryRun];

    /// <summary>The kinds that can be asked for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["enrolment", "study-right", "personal-data", "completion", "offering", "network", "receipt"];

    /// <summary>The types that can be asked for: status events are not tracked.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. MessageType.All.Values.Where(type => type.Name != MessageType.MessageStatus).OrderBy(type => Kinds.ToList().IndexOf(type.Kind)).Select(type => type.Name)];

    /// <summary>Directions, as the institution sees them.</summary>
    public static IReadOnlyList<string> Directions { get; } = [Sent, Received];

    /// <summary>All codes of the catalogue.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. ProblemCatalogue.All.Select(problem => problem.Code).Order(StringComparer.Ordinal)];

    /// <summary>Every filter.</summary>
    public static IReadOnlyList<FilterRule> All { get; } =
    [
        new("institution", true, InstitutionCode().IsMatch, "an institution code of five digits"),
        new("sender", true, text => text == Transfer.Broker || InstitutionCode().IsMatch(text), "an institution code of five digits, or broker"),
        new("recipient", true, InstitutionCode().IsMatch, "an institution code of five digits"),
        new("direction", true, _ => false, "sent or received", _ => Directions),
        new("network", true, Plain().IsMatch, "the id of a network", directory => directory.Networks.Keys, IsOpen: true),
        new("kind", true, _ => false, "one of " + string.Join(", ", Kinds), _ => Kinds),
        new("type", true, _ => false, "a message type such as crossstudy.enrolment.requested.v1", _ => Types),
        new("state", true, _ => false, "one of " + string.Join(", ", States), _ => States),
        new("code", true, Plain().IsMatch, "a problem code", _ => Codes, IsOpen: true),
        new("text", true, text => text.Length is > 0 and <= LongestText && !text.Any(char.IsControl) && !IdentityCodes.LooksLikeIdentity(text), "words of a problem code's text, at most 100 characters; identity codes never stand in an address"),
        new("attempts", true, text => AttemptsOf(text) is not null, "a number of attempts, or a range such as 2.. or 1..3"),
        new("age", false, text => AgeOf(text) is not null, "a range such as 2h.., ..7d or 30min..2h"),
        new("from", false, text => MomentOf(text) is not null, "a date and time such as 2026-09-01T08:00:00Z; a plus sign in an address is written %2B"),
        new("to", false, text => MomentOf(text) is not null, "a date and time such as 2026-09-01T08:00:00Z; a plus sign in an address is written %2B"),
        new("case", true, IsId, "a case id; identity codes never stand in an address"),
        new("cause", false, CauseReader.IsId, "the id of a cause group, as GET /v1/causes gives it"),
        new("id", true, IsId, "a message id or tracking id; identity codes never stand in an address"),
        new("limit", false, text => LimitOf(text) is not null, "a whole number from 1 to 200"),
        new("cursor", false, _ => true, "'next' of the page before"),
    ];

    /// <summary>The rule of a name; names are taken in capitals too.</summary>
    public static FilterRule? Find(string name) => All.FirstOrDefault(rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A moment, UTC; null if it is none.</summary>
    public static DateTimeOffset? MomentOf(string text) =>
        DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary>Rows per page; null if it is no such number.</summary>
    public static int? LimitOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 200 ? limit : null;

    /// <summary>A number of attempts, or a range of them; null if it is neither.</summary>
    public static AttemptRange? AttemptsOf(string text) => Attempts().Match(text) is { Success: true } match && Number(match, "from", 0) <= Number(match, "to", int.MaxValue)
        ? match.Groups["range"].Success ? new(Number(match, "from", 0), Number(match, "to", int.MaxValue)) : new(Number(match, "from", 0), Number(match, "from", 0))
        : null;

    /// <summary>How old at least and at most, either of which may be open; null if it is no such range.</summary>
    public static (TimeSpan? AtLeast, TimeSpan? AtMost)? AgeOf(string text) =>
        Age().Match(text) is { Success: true } match && (Time(match, "from"), Time(match, "to")) is var range && range is not (null, null) && !(range.Item1 > range.Item2) ? range : null;

    private static int Number(Match match, string group, int otherwise) => match.Groups[group] is { Length: > 0 } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : otherwise;

    private static TimeSpan? Time(Match match, string group) => match.Groups[group].Length == 0 ? null : match.Groups[group + "Unit"].Value switch
    {
        "min" => TimeSpan.FromMinutes(Number(match, group, 0)),
        "h" => TimeSpan.FromHours(Number(match, group, 0)),
        _ => TimeSpan.FromDays(Number(match, group, 0)),
    };

    private static bool IsId(string text) => Id().IsMatch(text) && !IdentityCodes.LooksLikeIdentity(text);

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex InstitutionCode();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:(?<from>[0-9]{1,6})|(?<from>[0-9]{1,6})?(?<range>\.\.)(?<to>[0-9]{1,6})?)$")]
    private static partial Regex Attempts();

    [GeneratedRegex(@"^(?:(?<from>[0-9]{1,5})(?<fromUnit>min|h|d))?\.\.(?:(?<to>[0-9]{1,5})(?<toUnit>min|h|d))?$")]
    private static partial Regex Age();
}
