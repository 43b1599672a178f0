using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keyword <c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsCheck : SchemaCheck
{
    // Up to here comparing all pairs is cheaper than a table, and allocates nothing.
    private const int ShortList = 16;

    public static UniqueItemsCheck? From(SchemaSource source) => source.Flag("uniqueItems") ? new UniqueItemsCheck() : null;

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        var repeated = instance.GetArrayLength() <= ShortList ? FirstRepeatedOfFew(instance) : FirstRepeated(instance);
        if (repeated is not { } index)
        {
            return true;
        }

        if (faults is not null)
        {
            var mark = faults.Enter(index);
            faults.Add(ProblemCodes.ValueOutOfRange, "uniqueItems", "The same item is in the list twice.");
            faults.Leave(mark);
        }

        return false;
    }

    private static int? FirstRepeatedOfFew(JsonElement list)
    {
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var before = 0;
            foreach (var earlier in list.EnumerateArray())
            {
                if (before++ == index)
                {
                    break;
                }

                if (JsonValueComparer.AreEqual(item, earlier))
                {
                    return index;
                }
            }

            index++;
        }

        return null;
    }

    private static int? FirstRepeated(JsonElement list)
    {
        var index = 0;
        var seen = new HashSet<JsonElement>(JsonValueComparer.Instance);
        foreach (var item in list.EnumerateArray())
        {
            if (!seen.Add(item))
            {
                return index;
            }

            index++;
        }

        return null;
    }
}
