using System.Globalization;
using CrossStudyBroker.Adapters.Rules;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>
/// How many joined a cause group in its latest hours and Finnish days. It is kept in the group's row, so that a list of groups reads as many rows as it has groups,
/// however much fails.
/// </summary>
internal sealed class CauseTrend
{
    /// <summary>Hours that are told.</summary>
    public const int HoursTold = 24;

    /// <summary>Finnish days that are told.</summary>
    public const int DaysTold = 14;

    private readonly SortedDictionary<long, long> _hours = [];
    private readonly SortedDictionary<long, long> _days = [];

    /// <summary>As it is stored: "number of the hour since 1970:how many", separated by spaces.</summary>
    public string Hours => Text(_hours);

    /// <summary>As it is stored: "number of the day since the year 1:how many", separated by spaces.</summary>
    public string Days => Text(_days);

    /// <summary>Reads what is stored.</summary>
    public static CauseTrend Parse(string hours, string days)
    {
        var trend = new CauseTrend();
        Read(hours, trend._hours);
        Read(days, trend._days);
        return trend;
    }

    /// <summary>The latest hours, oldest first; the last one is the one that runs.</summary>
    public long[] LatestHours(DateTimeOffset now) => Latest(_hours, HourOf(now), HoursTold);

    /// <summary>The latest Finnish days, oldest first; the last one is today.</summary>
    public long[] LatestDays(DateTimeOffset now) => Latest(_days, DayOf(now), DaysTold);

    /// <summary>Adds those that joined; what nobody is told any more is forgotten.</summary>
    public void Add(IEnumerable<(DateTimeOffset At, long Number)> joined)
    {
        foreach (var (at, number) in joined)
        {
            Add(_hours, HourOf(at), number, HoursTold);
            Add(_days, DayOf(at), number, DaysTold);
        }
    }

    private static void Add(SortedDictionary<long, long> numbers, long place, long number, int told)
    {
        numbers[place] = numbers.GetValueOrDefault(place) + number;
        while (numbers.Keys.First() <= numbers.Keys.Last() - told)
        {
            numbers.Remove(numbers.Keys.First());
        }
    }

    private static long[] Latest(SortedDictionary<long, long> numbers, long last, int told) =>
        [.. Enumerable.Range(0, told).Select(i => numbers.GetValueOrDefault(last - told + 1 + i))];

    private static string Text(SortedDictionary<long, long> numbers) =>
        string.Join(' ', numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number.Key}:{number.Value}")));

    private static void Read(ReadOnlySpan<char> text, SortedDictionary<long, long> numbers)
    {
        foreach (var part in text.Split(' '))
        {
            var number = text[part];
            var colon = number.IndexOf(':');
            if (colon > 0)
            {
                numbers[long.Parse(number[..colon], CultureInfo.InvariantCulture)] = long.Parse(number[(colon + 1)..], CultureInfo.InvariantCulture);
            }
        }
    }

    private static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (60 * 60);

    private static long DayOf(DateTimeOffset at) => FinnishDay.Of(at).DayNumber;
}
