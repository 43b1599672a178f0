using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>A number kept for comparison, from a schema.</summary>
internal sealed class JsonNumber
{
    private const int ShortNumber = 128;

    private readonly int _sign;
    private readonly byte[] _digits;
    private readonly long _magnitude;

    public JsonNumber(JsonElement number)
    {
        Text = number.GetRawText();
        var exact = ExactNumber.Parse(JsonMarshal.GetRawUtf8Value(number), new byte[Text.Length]);
        _sign = exact.Sign;
        _digits = exact.Digits.ToArray();
        _magnitude = exact.Magnitude;
    }

    /// <summary>The number as the schema writes it.</summary>
    public string Text { get; }

    public ExactNumber Value => new(_sign, _digits, _magnitude);

    public static bool IsInteger(JsonElement number)
    {
        if (number.TryGetInt64(out _))
        {
            return true;
        }

        var json = JsonMarshal.GetRawUtf8Value(number);
        return ExactNumber.Parse(json, json.Length <= ShortNumber ? stackalloc byte[ShortNumber] : new byte[json.Length]).IsInteger;
    }

    /// <summary>Below zero, zero or above, as the JSON number is smaller, equal or greater.</summary>
    public int CompareFrom(JsonElement number)
    {
        var json = JsonMarshal.GetRawUtf8Value(number);
        return ExactNumber.Parse(json, json.Length <= ShortNumber ? stackalloc byte[ShortNumber] : new byte[json.Length]).ComparedTo(Value);
    }
}
