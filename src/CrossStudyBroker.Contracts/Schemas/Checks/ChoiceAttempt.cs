namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>A branch of <c>anyOf</c> or <c>oneOf</c> that failed, with its faults.</summary>
internal sealed class ChoiceAttempt(SchemaNode branch, FaultCollector collector)
{
    private const int BranchesTold = 4;

    private readonly string _pointer = collector.Pointer;

    public IReadOnlyList<SchemaFault> Faults => collector.Faults;

    /// <summary>
    /// The one attempt whose branch can have been meant: all others fail on the type or value itself, or on a field that tells the
    /// branches apart (one that several branches give a <c>const</c> or <c>enum</c>).
    /// </summary>
    public static ChoiceAttempt? OnlyOneMeant(IReadOnlyList<ChoiceAttempt> attempts)
    {
        var tellingApart = attempts.SelectMany(attempt => attempt.FixedFields()).GroupBy(name => name)
            .Where(group => group.Skip(1).Any()).Select(group => group.Key).ToList();
        var possible = attempts.Where(attempt => !attempt.IsRuledOut(tellingApart)).ToList();
        return possible.Count == 1 ? possible[0] : null;
    }

    /// <summary>What was expected by all branches together.</summary>
    public static string Message(IReadOnlyList<ChoiceAttempt> attempts)
    {
        if (attempts.All(attempt => attempt.MissingFields() is not null))
        {
            return $"Expected {Words.List(attempts.Select(attempt => Words.Quoted(attempt.MissingFields()!, "and")), "or")} to be given.";
        }

        var expectations = attempts.Select(attempt => attempt.Faults[0].Message).Distinct(StringComparer.Ordinal).Take(BranchesTold);
        return $"None of {attempts.Count} allowed forms matches. {string.Join(" Or: ", expectations)}";
    }

    private bool IsRuledOut(List<string> tellingApart) => Faults.Any(fault =>
        (fault.Pointer == _pointer && fault.Keyword is "type" or "const" or "enum" or "false")
        || (fault.Keyword is "const" or "enum" && tellingApart.Any(name => fault.Pointer == $"{_pointer}/{name}")));

    private IEnumerable<string> FixedFields() => Objects(branch).SelectMany(check => check.FixedFields).Distinct(StringComparer.Ordinal);

    // The names, if missing fields directly below are all that is wrong.
    private List<string>? MissingFields()
    {
        var names = new List<string>();
        foreach (var fault in Faults)
        {
            var name = fault.Pointer.AsSpan(Math.Min(_pointer.Length + 1, fault.Pointer.Length));
            if (fault.Keyword != "required" || name.IsEmpty || name.Contains('/'))
            {
                return null;
            }

            names.Add(name.ToString());
        }

        return names;
    }

    private static IEnumerable<ObjectCheck> Objects(SchemaNode node) => node.Checks.SelectMany(check => check switch
    {
        ObjectCheck fields => [fields],
        ReferenceCheck or AllOfCheck => check.InPlace.SelectMany(Objects),
        _ => Enumerable.Empty<ObjectCheck>(),
    });
}
