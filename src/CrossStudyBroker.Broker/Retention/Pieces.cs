namespace CrossStudyBroker.Broker.Retention;

/// <summary>The round of a clock that does the same piece of work again and again.</summary>
internal static class Pieces
{
    /// <summary>Does a piece, tells how many things it did, and goes on until there is nothing left to do.</summary>
    public static async IAsyncEnumerable<int> UntilNoneAsync(Func<Task<int>> piece)
    {
        while (await piece() is > 0 and var count)
        {
            yield return count;
        }
    }
}
