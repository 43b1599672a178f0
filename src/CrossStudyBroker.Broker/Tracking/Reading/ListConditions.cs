using Dapper;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>
/// Writes what a filter asks for as conditions on a message (alias m) and on one of its deliveries. Columns are written so that no index is tempted by them:
/// which one is walked is decided elsewhere (<see cref="Walks"/>).
/// </summary>
internal sealed class ListConditions(MessageFilter filter, Asked answered, IStoreDialect dialect, DynamicParameters parameters)
{
    private const string Never = "1 = 0";

    private readonly MessageTerms _anyOf = answered switch
    {
        Asked.Codes => filter.AnyOf with { Codes = [] },
        Asked.States => filter.AnyOf with { States = [], DryRun = false },
        _ => filter.AnyOf,
    };

    private readonly string? _cause = answered == Asked.Cause ? null : filter.Cause;
    private int _names;

    /// <summary>True if a delivery, or the lack of any, decides.</summary>
    private bool AsksDelivery => _anyOf.AsksDelivery || filter.NoneOf.AsksDelivery || _cause is not null;

    /// <summary>What a message must be, its deliveries included.</summary>
    public IEnumerable<string> OfMessage()
    {
        foreach (var condition in OfMessageItself())
        {
            yield return condition;
        }

        if (AsksDelivery)
        {
            var none = string.Concat(OfNoDelivery().Select(condition => " and " + condition));
            // The offset keeps PostgreSQL from reading all deliveries there are into a table first.
            yield return $"(exists (select 1 from delivery d where {string.Join(" and ", OfDelivery("d").Prepend("d.message = m.id"))} limit 1 offset 0)"
                + $" or ((m.outcome <> 0 or not exists (select 1 from delivery d where d.message = m.id limit 1 offset 0)){none}))";
        }
        else if (filter.VisibleTo is { } institution)
        {
            var visible = Add(StoredText.Of(institution));
            yield return $"(m.sender = {visible} or exists (select 1 from delivery d where d.message = m.id and d.recipient = {visible} limit 1 offset 0))";
        }
    }

    /// <summary>What a message must be, apart from its deliveries.</summary>
    public IEnumerable<string> OfMessageItself()
    {
        if (filter.Outcome is { } outcome)
        {
            yield return $"m.outcome + 0 = {Add((short)outcome)}";
        }

        if (filter.Students.Count > 0)
        {
            yield return IsOfStudent();
        }

        foreach (var (terms, not) in Both())
        {
            foreach (var (column, values) in new[] { ("m.network", terms.Networks), ("m.kind", terms.Kinds), ("m.type", terms.Types), ("m.case_id", terms.CaseIds) })
            {
                if (values.Count > 0)
                {
                    yield return $"{not}coalesce({column}, '') in ({Add(values)})";
                }
            }

            if (terms.Ids.Count > 0)
            {
                yield return $"{not}({IsId(terms.Ids)})";
            }
        }
    }

    /// <summary>What the delivery must be that decides.</summary>
    /// <param name="delivery">Its alias.</param>
    /// <param name="isOwn">True if it is known to be one that was sent by, or to, the institution that asks.</param>
    public IEnumerable<string> OfDelivery(string delivery, bool isOwn = false)
    {
        // A recipient neither sees nor can find out by filters what became of other recipients' deliveries.
        if (!isOwn && filter.VisibleTo is { } institution)
        {
            var visible = Add(StoredText.Of(institution));
            yield return $"({delivery}.sender = {visible} or {delivery}.recipient = {visible})";
        }

        if (_cause is { } cause)
        {
            yield return $"coalesce({delivery}.cause, '') = {Add(StoredText.Of(cause))}";
        }

        foreach (var (terms, not) in Both())
        {
            if (terms.AsksState)
            {
                yield return not + (terms.States.Count == 0 ? $"({Never})" : $"(+{delivery}.state in ({Add(terms.States.Select(state => (object)(short)state))}))");
            }

            foreach (var (test, values) in new[]
            {
                ($"({delivery}.sender in (#) or {delivery}.recipient in (#))", terms.Institutions),
                ($"({delivery}.sender in (#))", terms.Senders),
                ($"({delivery}.recipient in (#))", terms.Recipients),
                ($"(coalesce({delivery}.code, '') in (#) or coalesce(m.code, '') in (#))", terms.Codes),
            })
            {
                if (values.Count > 0)
                {
                    yield return not + test.Replace("#", Add(values), StringComparison.Ordinal);
                }
            }

            if (terms.Attempts.Count > 0)
            {
                yield return not + $"({string.Join(" or ", terms.Attempts.Select(range => $"({delivery}.attempts + 0 between {Add(range.AtLeast)} and {Add(range.AtMost)})"))})";
            }
        }
    }

    /// <summary>The condition on ids (alias m).</summary>
    public string IsId(IReadOnlyList<string> ids)
    {
        var tracked = ids.Select(id => Guid.TryParse(id, out var tracking) ? dialect.Id(tracking) : null).OfType<object>().ToList();
        return $"m.message_id in ({Add(ids)})" + (tracked.Count == 0 ? "" : $" or m.tracking_id in ({Add(tracked)})");
    }

    /// <summary>The condition on cases (alias m).</summary>
    public string IsCase(IReadOnlyList<string> cases) => $"m.case_id in ({Add(cases)})";

    /// <summary>The condition on the student (alias m).</summary>
    public string IsOfStudent() => $"m.id in (select s.message from student s where s.hash in ({Add(filter.Students.Cast<object>())}))";

    // A message that has no delivery, as if it had one.
    private IEnumerable<string> OfNoDelivery()
    {
        if (filter.VisibleTo is { } institution)
        {
            yield return $"m.sender = {Add(StoredText.Of(institution))}";
        }

        if (_cause is { } cause)
        {
            yield return $"coalesce(m.cause, '') = {Add(StoredText.Of(cause))}";
        }

        foreach (var (terms, not) in Both())
        {
            if (terms.AsksState)
            {
                var outcomes = Outcomes(terms).ToList();
                yield return not + (outcomes.Count == 0 ? $"({Never})" : $"(m.outcome + 0 in ({Add(outcomes)}))");
            }

            foreach (var (test, values) in new[]
            {
                ("(m.sender in (#))", terms.Institutions),
                ("(m.sender in (#))", terms.Senders),
                ($"({Never})", terms.Recipients),
                ("(coalesce(m.code, '') in (#))", terms.Codes),
            })
            {
                if (values.Count > 0)
                {
                    yield return not + test.Replace("#", Add(values), StringComparison.Ordinal);
                }
            }

            if (terms.Attempts.Count > 0)
            {
                yield return terms.Attempts.Any(range => range.AtLeast <= 0) == (not.Length == 0) ? "1 = 1" : Never;
            }
        }
    }

    private static IEnumerable<object> Outcomes(MessageTerms terms)
    {
        if (terms.States.Contains(DeliveryState.Processed))
        {
            yield return (short)MessageOutcome.Accepted;
        }

        if (terms.States.Contains(DeliveryState.Refused))
        {
            yield return (short)MessageOutcome.Refused;
        }

        if (terms.DryRun)
        {
            yield return (short)MessageOutcome.DryRun;
        }
    }

    private IEnumerable<(MessageTerms Terms, string Not)> Both() => [(_anyOf, ""), (filter.NoneOf, "not ")];

    private string Add(IEnumerable<string> values) => Add(values.Select(value => (object)StoredText.Of(value)));

    private string Add(IEnumerable<object> values) => string.Join(", ", values.Select(Add));

    private string Add(object value)
    {
        var name = $"v{_names++}";
        parameters.Add(name, value);
        return "@" + name;
    }
}
