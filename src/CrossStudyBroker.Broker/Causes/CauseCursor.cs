using System.Globalization;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Causes;

/// <summary>The place of a group in the list: those with most that wait first, then those that failed last.</summary>
/// <param name="Open">How many wait.</param>
/// <param name="LastAt">When the last one failed.</param>
/// <param name="Id">The group's id, where all else is equal.</param>
internal readonly record struct CauseCursor(long Open, DateTimeOffset LastAt, string Id) : IComparable<CauseCursor>
{
    private const char Separator = '.';

    /// <summary>The place of a group.</summary>
    public static CauseCursor Of(CauseGroup group) => new(group.Open, group.LastAt, group.Id);

    /// <summary>Reads what <see cref="ToString"/> wrote; null if it is something else.</summary>
    public static CauseCursor? Parse(string text) =>
        text.Split(Separator) is [var open, var at, var id] && Number(open) is { } known && Number(at) is { } microseconds && StoredTime.IsTime(microseconds) && CauseRules.IsId(id)
            ? new CauseCursor(known, StoredTime.FromMicroseconds(microseconds), id)
            : null;

    /// <summary>Text that is safe in a URL.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Open}{Separator}{StoredTime.ToMicroseconds(LastAt)}{Separator}{Id}");

    /// <summary>Negative if this place is before the other.</summary>
    public int CompareTo(CauseCursor other) =>
        Open != other.Open ? other.Open.CompareTo(Open)
        : LastAt != other.LastAt ? other.LastAt.CompareTo(LastAt)
        : string.CompareOrdinal(other.Id, Id);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
