using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keywords <c>required</c> and <c>dependentRequired</c>, against the set of fields that an object has.</summary>
internal sealed class PresenceRules
{
    private readonly List<string> _requiredNames;
    private readonly Dictionary<string, List<string>> _dependentNames;
    private PropertyRule[] _required = [];
    private (PropertyRule Given, PropertyRule[] Needed)[] _dependent = [];

    public PresenceRules(SchemaSource source)
    {
        _requiredNames = source.Strings("required");
        _dependentNames = source.StringLists("dependentRequired");
    }

    public IReadOnlyList<string> RequiredNames => _requiredNames;

    public IEnumerable<string> AllNames => _requiredNames.Concat(_dependentNames.Keys).Concat(_dependentNames.Values.SelectMany(names => names));

    /// <summary>A set with room for all names of a schema; a name's place is its index.</summary>
    public static int WordsFor(int names) => (names / 64) + 1;

    public static void Mark(Span<ulong> seen, PropertyRule rule) => seen[rule.Index / 64] |= 1UL << (rule.Index % 64);

    /// <summary>Binds the names to their indices; once, before anything is checked.</summary>
    public void Bind(PropertyTable table)
    {
        _required = [.. _requiredNames.Select(table.Get)];
        _dependent = [.. _dependentNames.Select(pair => (table.Get(pair.Key), pair.Value.Select(table.Get).ToArray()))];
    }

    public bool Check(ReadOnlySpan<ulong> seen, FaultCollector? faults)
    {
        var holds = true;
        foreach (var rule in _required)
        {
            holds &= Has(seen, rule) || Missing(rule, "required", "is missing.", faults);
        }

        foreach (var (given, needed) in _dependent)
        {
            foreach (var rule in Has(seen, given) ? needed : [])
            {
                holds &= Has(seen, rule) || Missing(rule, "dependentRequired", $"must be given where \"{given.Name}\" is.", faults);
            }
        }

        return holds;
    }

    private static bool Has(ReadOnlySpan<ulong> seen, PropertyRule rule) => (seen[rule.Index / 64] & (1UL << (rule.Index % 64))) != 0;

    private static bool Missing(PropertyRule rule, string keyword, string what, FaultCollector? faults)
    {
        if (faults is not null)
        {
            var mark = faults.Enter(rule.Name);
            faults.Add(ProblemCodes.FieldMissing, keyword, $"The field \"{rule.Name}\" {what}");
            faults.Leave(mark);
        }

        return false;
    }
}
