using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>What the filters of an address ask the tracker for.</summary>
internal static class FilterMeaning
{
    private delegate IReadOnlyList<string> Joining(IReadOnlyList<string> one, IReadOnlyList<string> other);

    // No code and no institution has this form.
    private const string NoSuch = "-";

    /// <summary>The filter. Who sees what is not its matter.</summary>
    public static MessageFilter Of(MessageQuery query, Caller caller, DateTimeOffset now)
    {
        var age = FilterRules.AgeOf(query.Text("age"));
        return new MessageFilter
        {
            AnyOf = Terms(query, caller, values => values?.AnyOf ?? [], query["direction"]?.AnyOf.Count == 1, Both) with { Codes = Codes(query) },
            NoneOf = Terms(query, caller, values => values?.NoneOf ?? [], directed: true, Either) with { Codes = [.. query["code"]?.NoneOf ?? [], .. query["text"]?.NoneOf.SelectMany(CodesWith) ?? []] },
            Cause = query["cause"]?.ToString(),
            From = Later(FilterRules.MomentOf(query.Text("from")), now - age?.AtMost),
            To = Earlier(FilterRules.MomentOf(query.Text("to")), now - age?.AtLeast),
            Cursor = query["cursor"]?.ToString(),
            Limit = FilterRules.LimitOf(query.Text("limit")) ?? MessageFilter.DefaultLimit,
        };
    }

    /// <summary>Codes whose text says this, in any language.</summary>
    public static IEnumerable<string> CodesWith(string text) => ProblemCatalogue.All
        .Where(problem => new[] { problem.Code, problem.Title.Fi, problem.Title.Sv, problem.Title.En, problem.Cause.Fi, problem.Cause.Sv, problem.Cause.En }
            .Any(words => words.Contains(text, StringComparison.OrdinalIgnoreCase)))
        .Select(problem => problem.Code);

    // Sent or received is everything, neither is nothing.
    private static MessageTerms Terms(MessageQuery query, Caller caller, Func<FilterValues?, IReadOnlyList<string>> side, bool directed, Joining join)
    {
        var states = side(query["state"]);
        var directions = side(query["direction"]);
        var institution = caller.Institution ?? query["institution"]?.AnyOf.SingleOrDefault() ?? "";
        return new MessageTerms
        {
            Institutions = side(query["institution"]),
            Senders = join(side(query["sender"]), Directed(FilterRules.Sent)),
            Recipients = join(side(query["recipient"]), Directed(FilterRules.Received)),
            Networks = side(query["network"]),
            Kinds = side(query["kind"]),
            Types = side(query["type"]),
            States = [.. states.Where(state => state != FilterRules.DryRun).Select(state => FilterRules.StatesByName[state])],
            DryRun = states.Contains(FilterRules.DryRun),
            Attempts = [.. side(query["attempts"]).Select(text => FilterRules.AttemptsOf(text)).OfType<AttemptRange>()],
            CaseIds = side(query["case"]),
            Ids = side(query["id"]),
        };

        IReadOnlyList<string> Directed(string direction) => directed && directions.Contains(direction) ? [institution] : [];
    }

    // A code that is named and says one of the texts asked for.
    private static IReadOnlyList<string> Codes(MessageQuery query)
    {
        IReadOnlyList<string> named = query["code"]?.AnyOf ?? [];
        if (query["text"] is not { AnyOf.Count: > 0 } words)
        {
            return named;
        }

        var said = words.AnyOf.SelectMany(CodesWith).Distinct().ToList();
        return said.Count == 0 ? [NoSuch] : Both(named, said);
    }

    // An empty list asks for nothing, so where nothing fits both, something is asked for that there is not.
    private static IReadOnlyList<string> Both(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 ? other : other.Count == 0 ? one : one.Intersect(other).DefaultIfEmpty(NoSuch).ToList();

    private static IReadOnlyList<string> Either(IReadOnlyList<string> one, IReadOnlyList<string> other) => [.. one.Union(other)];

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
