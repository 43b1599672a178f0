using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>The divisor of <c>multipleOf</c>: whole-number arithmetic on the digits, exact for any number and linear in its length.</summary>
internal sealed class Divisor
{
    /// <summary>So many digits of a divisor fit the arithmetic.</summary>
    public const int MostDigits = 18;

    private const int ShortNumber = 128;

    private readonly ulong _digits;
    private readonly long _power;

    public Divisor(ExactNumber number)
    {
        _digits = ulong.Parse(number.Digits, CultureInfo.InvariantCulture);
        _power = number.Magnitude - number.Digits.Length;
    }

    public bool Divides(JsonElement number)
    {
        var json = JsonMarshal.GetRawUtf8Value(number);
        return Divides(ExactNumber.Parse(json, json.Length <= ShortNumber ? stackalloc byte[ShortNumber] : new byte[json.Length]));
    }

    private bool Divides(ExactNumber number)
    {
        if (number.Sign == 0)
        {
            return true;
        }

        // number / divisor = digits × 10^power / _digits; digits has no factor ten left, so a negative power leaves a fraction.
        var power = number.Magnitude - number.Digits.Length - _power;
        return power >= 0 && Multiply(Remainder(number.Digits), PowerOfTen(power)) == 0;
    }

    private ulong Remainder(ReadOnlySpan<byte> digits)
    {
        UInt128 remainder = 0;
        foreach (var digit in digits)
        {
            remainder = ((remainder * 10) + (uint)(digit - '0')) % _digits;
        }

        return (ulong)remainder;
    }

    private ulong PowerOfTen(long power)
    {
        var result = 1 % _digits;
        var factor = 10 % _digits;
        for (; power > 0; power >>= 1)
        {
            result = (power & 1) == 1 ? Multiply(result, factor) : result;
            factor = Multiply(factor, factor);
        }

        return result;
    }

    private ulong Multiply(ulong left, ulong right) => (ulong)((UInt128)left * right % _digits);
}
