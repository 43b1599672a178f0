namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>What one filter asks for: one of some values, and none of others. Written as <c>a,b,!c</c>.</summary>
/// <param name="AnyOf">One of these, if there are any.</param>
/// <param name="NoneOf">None of these.</param>
public sealed record FilterValues(IReadOnlyList<string> AnyOf, IReadOnlyList<string> NoneOf)
{
    private const char Separator = ',';
    private const char Not = '!';

    /// <summary>How many values there are.</summary>
    public int Count => AnyOf.Count + NoneOf.Count;

    /// <summary>Reads what <see cref="ToString"/> writes. Blanks around a value, and a value said twice, do not count.</summary>
    public static FilterValues Parse(string text)
    {
        var values = text.Split(Separator, StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToLookup(value => value.StartsWith(Not), value => value.TrimStart(Not).Trim());
        return new FilterValues([.. values[false]], [.. values[true].Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>None of all these.</summary>
    public FilterValues Forbidden() => new([], [.. NoneOf.Concat(AnyOf).Distinct(StringComparer.Ordinal)]);

    /// <summary>As in an address.</summary>
    public override string ToString() => string.Join(Separator, AnyOf.Concat(NoneOf.Select(value => Not + value)));

    /// <summary>Equal if the same values are asked for in the same order.</summary>
    public bool Equals(FilterValues? other) => other is not null && AnyOf.SequenceEqual(other.AnyOf) && NoneOf.SequenceEqual(other.NoneOf);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
