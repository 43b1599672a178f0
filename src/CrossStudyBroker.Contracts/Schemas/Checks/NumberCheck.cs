using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas.Compiling;
using CrossStudyBroker.Contracts.Schemas.Values;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>The keywords about the size of numbers.</summary>
internal sealed class NumberCheck : SchemaCheck
{
    private static readonly string[] Keywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

    private readonly JsonNumber? _minimum;
    private readonly JsonNumber? _maximum;
    private readonly JsonNumber? _above;
    private readonly JsonNumber? _below;
    private readonly JsonNumber? _multipleOf;
    private readonly Divisor? _divisor;

    private NumberCheck(SchemaSource source)
    {
        _minimum = source.Number("minimum");
        _maximum = source.Number("maximum");
        _above = source.Number("exclusiveMinimum");
        _below = source.Number("exclusiveMaximum");
        _multipleOf = source.Number("multipleOf");
        _divisor = _multipleOf is null ? null : DivisorOf(_multipleOf, source);
    }

    public static NumberCheck? From(SchemaSource source) => source.HasAny(Keywords) ? new NumberCheck(source) : null;

    public override bool Check(JsonElement instance, FaultCollector? faults)
    {
        if (instance.ValueKind != JsonValueKind.Number)
        {
            return true;
        }

        // No shortcuts between these: with a collector each has its own fault to report.
        return (_minimum is null || _minimum.CompareFrom(instance) >= 0 || Fail("minimum", $"at least {_minimum.Text}", faults))
            & (_maximum is null || _maximum.CompareFrom(instance) <= 0 || Fail("maximum", $"at most {_maximum.Text}", faults))
            & (_above is null || _above.CompareFrom(instance) > 0 || Fail("exclusiveMinimum", $"more than {_above.Text}", faults))
            & (_below is null || _below.CompareFrom(instance) < 0 || Fail("exclusiveMaximum", $"less than {_below.Text}", faults))
            & (_divisor is null || _divisor.Divides(instance) || Fail("multipleOf", $"a multiple of {_multipleOf!.Text}", faults));
    }

    private static bool Fail(string keyword, string expected, FaultCollector? faults)
    {
        faults?.Add(ProblemCodes.ValueOutOfRange, keyword, $"Expected {expected}.");
        return false;
    }

    private static Divisor DivisorOf(JsonNumber number, SchemaSource source) =>
        number.Value.Sign > 0 && number.Value.Digits.Length <= Divisor.MostDigits
            ? new Divisor(number.Value)
            : throw source.Refuse("multipleOf", $"it must be above zero and have at most {Divisor.MostDigits} digits");
}
