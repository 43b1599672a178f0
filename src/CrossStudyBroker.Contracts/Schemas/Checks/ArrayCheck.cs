using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keywords about lists, except <c>uniqueItems</c>.</summary>
internal sealed class ArrayCheck : SchemaCheck
{
    private static readonly string[] Keywords = ["prefixItems", "items", "contains", "minContains", "maxContains", "minItems", "maxItems"];

    private readonly SchemaNode[] _prefix;
    private readonly SchemaNode? _items;
    private readonly SchemaNode? _contains;
    private readonly int _fewestMatches;
    private readonly int _mostMatches;
    private readonly int _fewest;
    private readonly int _most;

    private ArrayCheck(SchemaSource source, SchemaCompiler compiler)
    {
        _prefix = compiler.CompileList(source, "prefixItems");
        _items = compiler.CompileOne(source, "items");
        _contains = compiler.CompileOne(source, "contains");
        _fewestMatches = source.Count("minContains") ?? 1;
        _mostMatches = source.Count("maxContains") ?? int.MaxValue;
        _fewest = source.Count("minItems") ?? 0;
        _most = source.Count("maxItems") ?? int.MaxValue;
    }

    public static ArrayCheck? From(SchemaSource source, SchemaCompiler compiler) =>
        source.HasAny(Keywords) ? new ArrayCheck(source, compiler) : null;

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        // The length first: a list far too long is not worth a walk when nobody asks for all faults.
        var holds = CheckLength(instance.GetArrayLength(), faults);
        if (!holds && faults is null)
        {
            return false;
        }

        var index = 0;
        var matches = 0;
        foreach (var item in instance.EnumerateArray())
        {
            holds &= CheckItem(item, index++, faults);
            if ((!holds && faults is null) || faults is { IsFull: true })
            {
                return false;
            }

            matches += _contains is not null && _contains.Check(item, faults: null) ? 1 : 0;
        }

        return CheckMatches(matches, faults) & holds;
    }

    private bool CheckItem(JsonElement item, int index, FaultCollector? faults)
    {
        var node = index < _prefix.Length ? _prefix[index] : _items;
        if (node is null)
        {
            return true;
        }

        var mark = faults?.Enter(index) ?? 0;
        var holds = node.Check(item, node.IsNever ? null : faults);
        if (node.IsNever)
        {
            faults?.Add(ProblemCodes.ValueOutOfRange, "items", $"Expected at most {Words.Count(Math.Min(_prefix.Length, index), "item")}.");
        }

        faults?.Leave(mark);
        return holds;
    }

    private bool CheckLength(int length, FaultCollector? faults)
    {
        if (length >= _fewest && length <= _most)
        {
            return true;
        }

        var isFew = length < _fewest;
        faults?.Add(ProblemCodes.ValueOutOfRange, isFew ? "minItems" : "maxItems",
            isFew ? $"Expected at least {Words.Count(_fewest, "item")}." : $"Expected at most {Words.Count(_most, "item")}.");
        return false;
    }

    private bool CheckMatches(int matches, FaultCollector? faults)
    {
        if (_contains is null || (matches >= _fewestMatches && matches <= _mostMatches))
        {
            return true;
        }

        var isFew = matches < _fewestMatches;
        faults?.Add(ProblemCodes.ValueOutOfRange, isFew ? "contains" : "maxContains", isFew
            ? $"Expected at least {Words.Count(_fewestMatches, "item")} of the form that the list must contain."
            : $"Expected at most {Words.Count(_mostMatches, "item")} of that form.");
        return false;
    }
}
