namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>Small pieces of the English in fault messages.</summary>
internal static class Words
{
    /// <summary><c>"a", "b" or "c"</c>.</summary>
    public static string Quoted(IEnumerable<string> names, string conjunction) => List(names.Select(name => $"\"{name}\""), conjunction);

    /// <summary><c>a, b or c</c>.</summary>
    public static string List(IEnumerable<string> items, string conjunction)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} {conjunction} {all[^1]}";
    }

    /// <summary><c>1 item</c>, <c>2 items</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
