using System.Text.Json;
using System.Text.RegularExpressions;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>All keywords about the fields of an object, in one walk over them.</summary>
internal sealed class ObjectCheck : SchemaCheck
{
    private static readonly string[] Keywords =
    [
        "properties", "patternProperties", "additionalProperties", "propertyNames", "required", "dependentRequired", "minProperties", "maxProperties",
    ];

    private static readonly string[] KeywordsOnAllFields =
        ["patternProperties", "additionalProperties", "propertyNames", "minProperties", "maxProperties"];

    // Conditions and choices mostly look at a field or two; so many are sooner looked up than all fields walked over.
    private const int FewNames = 4;

    private readonly PropertyTable _table;
    private readonly PresenceRules _presence;
    private readonly (Regex Pattern, SchemaNode Node)[] _patterns;
    private readonly SchemaNode? _additional;
    private readonly SchemaNode? _names;
    private readonly int _fewest;
    private readonly int _most;
    private readonly bool _isSparse;

    private ObjectCheck(SchemaSource source, SchemaCompiler compiler)
    {
        _presence = new PresenceRules(source);
        _table = new PropertyTable(compiler.CompileAll(source, "properties"), _presence.AllNames);
        _presence.Bind(_table);
        _patterns = [.. compiler.CompileAll(source, "patternProperties")
            .Select(pair => (EcmaPattern.Compile(pair.Key, source, "patternProperties"), pair.Value))];
        _additional = compiler.CompileOne(source, "additionalProperties");
        _names = compiler.CompileOne(source, "propertyNames");
        _fewest = source.Count("minProperties") ?? 0;
        _most = source.Count("maxProperties") ?? int.MaxValue;
        _isSparse = _table.Count <= FewNames && !source.HasAny(KeywordsOnAllFields);
    }

    /// <summary>The names in <c>required</c>.</summary>
    public IReadOnlyList<string> RequiredNames => _presence.RequiredNames;

    /// <summary>The fields whose value the schema gives or lists.</summary>
    public IEnumerable<string> FixedFields => _table.Declared.Where(rule => IsFixed(rule.Node!)).Select(rule => rule.Name);

    public static ObjectCheck? From(SchemaSource source, SchemaCompiler compiler) =>
        source.HasAny(Keywords) ? new ObjectCheck(source, compiler) : null;

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        Span<ulong> seen = stackalloc ulong[PresenceRules.WordsFor(_table.Count)];
        return _isSparse ? CheckFew(instance, seen, faults) : CheckAll(instance, seen, faults);
    }

    private bool CheckFew(JsonElement instance, Span<ulong> seen, FaultCollector? faults)
    {
        var holds = true;
        foreach (var rule in _table.Rules)
        {
            if (!_table.TryGet(instance, rule, out var value))
            {
                continue;
            }

            PresenceRules.Mark(seen, rule);
            holds &= rule.Node is null || CheckDeclared(rule, value, faults);
            if (!holds && faults is null)
            {
                return false;
            }
        }

        return _presence.Check(seen, faults) & holds;
    }

    private bool CheckAll(JsonElement instance, Span<ulong> seen, FaultCollector? faults)
    {
        var count = 0;
        var holds = true;
        foreach (var property in instance.EnumerateObject())
        {
            count++;
            var rule = _table.Find(property);
            if (rule is not null)
            {
                PresenceRules.Mark(seen, rule);
            }

            if (CheckProperty(property, rule, faults))
            {
                continue;
            }

            holds = false;
            if (faults is null || faults.IsFull)
            {
                return false;
            }
        }

        return _presence.Check(seen, faults) & CheckCount(count, faults) & holds;
    }

    private static bool IsFixed(SchemaNode node) =>
        node.Checks.Any(check => check is ValueCheck || (check is ReferenceCheck && check.InPlace.Any(IsFixed)));

    private static bool CheckDeclared(PropertyRule rule, JsonElement value, FaultCollector? faults)
    {
        var mark = faults?.Enter(rule.Name) ?? 0;
        var holds = rule.Node!.Check(value, faults);
        faults?.Leave(mark);
        return holds;
    }

    private bool CheckProperty(JsonProperty property, PropertyRule? rule, FaultCollector? faults)
    {
        var isKnown = rule?.Node is not null;
        var holds = true;
        if (isKnown)
        {
            holds = CheckDeclared(rule!, property.Value, faults);
            if (_patterns.Length == 0 && _names is null)
            {
                return holds;
            }
        }

        if (!holds && faults is null)
        {
            return false;
        }

        var foreign = faults?.EnterForeign(JsonText.NameOf(property)) ?? 0;
        holds &= CheckName(property, faults);
        foreach (var (pattern, node) in _patterns)
        {
            if (pattern.IsMatch(JsonText.NameOf(property) ?? ""))
            {
                isKnown = true;
                holds &= node.Check(property.Value, faults);
            }
        }

        holds &= isKnown || CheckAdditional(property, faults);
        faults?.Leave(foreign);
        return holds;
    }

    private bool CheckAdditional(JsonProperty property, FaultCollector? faults)
    {
        if (_additional is null || !_additional.IsNever)
        {
            return _additional is null || _additional.Check(property.Value, faults);
        }

        if (faults is not null)
        {
            var nearest = EditDistance.Nearest(JsonText.NameOf(property) ?? "", _table.Declared.Select(known => known.Name));
            faults.Add(ProblemCodes.FieldUnknown, "additionalProperties", nearest is null
                ? "There is no such field; none is known here."
                : $"There is no such field; the nearest known name is \"{nearest}\".");
        }

        return false;
    }

    private bool CheckName(JsonProperty property, FaultCollector? faults)
    {
        if (_names is null)
        {
            return true;
        }

        var name = JsonSerializer.SerializeToElement(JsonText.NameOf(property) ?? "");
        return _names.Check(name, faults);
    }

    private bool CheckCount(int count, FaultCollector? faults)
    {
        if (count >= _fewest && count <= _most)
        {
            return true;
        }

        var isFew = count < _fewest;
        faults?.Add(ProblemCodes.ValueOutOfRange, isFew ? "minProperties" : "maxProperties",
            isFew ? $"Expected at least {Words.Count(_fewest, "field")}." : $"Expected at most {Words.Count(_most, "field")}.");
        return false;
    }
}
