namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>
/// A JSON number as it was written: sign, digits and power of ten, so that comparisons are exact where double and decimal would round.
/// The value is <c>Sign × 0.Digits × 10^Magnitude</c>; the digits have no zeros at either end.
/// </summary>
internal readonly ref struct ExactNumber(int sign, ReadOnlySpan<byte> digits, long magnitude)
{
    // An exponent beyond this compares as this: no digits that fit into memory make up for it.
    private const long LargestExponent = 1_000_000_000_000_000;

    public int Sign => sign;

    public long Magnitude => magnitude;

    public ReadOnlySpan<byte> Digits { get; } = digits;

    public bool IsInteger => sign == 0 || magnitude >= Digits.Length;

    /// <summary>Reads a number that the JSON parser has accepted; the buffer must be as long as it.</summary>
    public static ExactNumber Parse(ReadOnlySpan<byte> json, Span<byte> buffer)
    {
        var sign = json[0] == '-' ? -1 : 1;
        var exponentAt = json.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponentAt < 0 ? json : json[..exponentAt];
        var count = 0;
        int? pointAt = null;
        foreach (var unit in mantissa)
        {
            if (unit == '.')
            {
                pointAt = count;
            }
            else if (unit != '-')
            {
                buffer[count++] = unit;
            }
        }

        var significant = buffer[..count].TrimStart((byte)'0');
        var leadingZeros = count - significant.Length;
        significant = significant.TrimEnd((byte)'0');
        return significant.IsEmpty
            ? default
            : new ExactNumber(sign, significant, (pointAt ?? count) - leadingZeros + (exponentAt < 0 ? 0 : Exponent(json[(exponentAt + 1)..])));
    }

    public int ComparedTo(ExactNumber other)
    {
        if (Sign != other.Sign)
        {
            return Sign.CompareTo(other.Sign);
        }

        var absolute = Magnitude != other.Magnitude ? Magnitude.CompareTo(other.Magnitude) : Digits.SequenceCompareTo(other.Digits);
        return Sign * absolute;
    }

    private static long Exponent(ReadOnlySpan<byte> json)
    {
        var exponent = 0L;
        foreach (var unit in json)
        {
            if (unit is not ((byte)'+' or (byte)'-'))
            {
                exponent = Math.Min((exponent * 10) + unit - '0', LargestExponent);
            }
        }

        return json[0] == '-' ? -exponent : exponent;
    }
}
