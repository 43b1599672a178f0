using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>Equality of JSON values as JSON Schema has it: 1 equals 1.0, the order of fields does not matter. For <c>uniqueItems</c> in long lists.</summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    public static readonly JsonValueComparer Instance = new();

    public bool Equals(JsonElement x, JsonElement y) => AreEqual(x, y);

    public static bool AreEqual(JsonElement x, JsonElement y)
    {
        try
        {
            return JsonElement.DeepEquals(x, y);
        }
        catch (InvalidOperationException)
        {
            // Text that is not well-formed is unequal to all: its fault is reported by its type.
            return false;
        }
    }

    // HashCode's bytes are salted per process, so that nobody can send a list of values that collide.
    public int GetHashCode(JsonElement obj)
    {
        var hash = new HashCode();
        Add(ref hash, obj);
        return hash.ToHashCode();
    }

    private void Add(ref HashCode hash, JsonElement value)
    {
        hash.Add(value.ValueKind);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                hash.Add(JsonText.TryGet(value), StringComparer.Ordinal);
                break;
            case JsonValueKind.Number:
                var json = JsonMarshal.GetRawUtf8Value(value);
                var number = ExactNumber.Parse(json, new byte[json.Length]);
                hash.Add((number.Sign, number.Magnitude));
                hash.AddBytes(number.Digits);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Add(ref hash, item);
                }

                break;
            case JsonValueKind.Object:
                var sum = 0;
                foreach (var property in value.EnumerateObject())
                {
                    sum += HashCode.Combine(JsonText.NameOf(property), GetHashCode(property.Value));
                }

                hash.Add(sum);
                break;
        }
    }
}
