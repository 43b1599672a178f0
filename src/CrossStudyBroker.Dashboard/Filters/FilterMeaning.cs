using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>What the filters of an address ask the tracker for.</summary>
internal static class FilterMeaning
{
    // No code has this form.
    private const string NoCode = "-";

    /// <summary>The filter. Who sees what is not its matter.</summary>
    public static MessageFilter Of(MessageQuery query, Caller caller, DateTimeOffset now)
    {
        var age = FilterRules.AgeOf(query.Text("age"));
        return new MessageFilter
        {
            AnyOf = Terms(query, caller, values => values?.AnyOf ?? [], query["direction"]?.AnyOf.Count == 1) with { Codes = Codes(query) },
            NoneOf = Terms(query, caller, values => values?.NoneOf ?? [], directed: true) with { Codes = [.. query["code"]?.NoneOf ?? [], .. query["text"]?.NoneOf.SelectMany(CodesWith) ?? []] },
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
    private static MessageTerms Terms(MessageQuery query, Caller caller, Func<FilterValues?, IReadOnlyList<string>> side, bool directed)
    {
        var states = side(query["state"]);
        var directions = side(query["direction"]);
        var institution = caller.Institution ?? query["institution"]?.AnyOf.SingleOrDefault() ?? "";
        return new MessageTerms
        {
            Institutions = side(query["institution"]),
            Senders = Directed(FilterRules.Sent),
            Recipients = Directed(FilterRules.Received),
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
        IReadOnlyList<string> both = named.Count == 0 ? said : [.. named.Intersect(said)];
        return both.Count == 0 ? [NoCode] : both;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
