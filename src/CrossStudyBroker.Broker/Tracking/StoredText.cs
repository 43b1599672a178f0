using System.Text;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>
/// Makes foreign text storable. A refused message can carry anything as its id or type: endless text does not fit an index,
/// and PostgreSQL takes neither NUL nor half a surrogate pair. One such row would fail the whole batch it is in.
/// </summary>
internal static class StoredText
{
    /// <summary>Longest text kept; valid ids, codes and types are far shorter.</summary>
    public const int Longest = 256;

    private const char Unreadable = '\uFFFD';

    /// <summary>The text itself where it is storable, otherwise the nearest that is.</summary>
    public static string Of(string text)
    {
        if (text.Length > Longest)
        {
            text = text[..Longest];
        }

        return IsPlain(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', Unreadable);
    }

    /// <summary>As <see cref="Of"/>, null staying null.</summary>
    public static string? OfOptional(string? text) => text is null ? null : Of(text);

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character == '\0' || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }
}
