namespace CrossStudyBroker.Broker.Flow;

/// <summary>What changes come to in one cause group and for one sender.</summary>
internal sealed class CauseSum
{
    private readonly List<(DateTimeOffset At, long Number)> _joined = [];

    /// <summary>More or fewer that something can still be tried with.</summary>
    public long Open { get; private set; }

    /// <summary>More or fewer that are answered for good.</summary>
    public long Ended { get; private set; }

    /// <summary>The change by which the first one joined; null if none did.</summary>
    public CountChange? First { get; private set; }

    /// <summary>When the last one joined or was tried in vain again; null if none was.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>How many joined, and when.</summary>
    public IReadOnlyList<(DateTimeOffset At, long Number)> Joined => _joined;

    /// <summary>True if there is anything to write.</summary>
    public bool IsChanged => Open != 0 || Ended != 0 || LastAt is not null;

    /// <summary>Adds a change: the part before it with a negative number, the part after it with a positive one.</summary>
    public void Add(CountChange change, long number, bool isEnded, bool joins)
    {
        if (joins)
        {
            _joined.Add((change.FirstAt, number));
        }

        Open += isEnded ? 0 : number;
        Ended += isEnded ? number : 0;
        if (number > 0 && change.Step is not null)
        {
            First = First is { } first && first.FirstAt <= change.FirstAt ? first : change;
            LastAt = LastAt > change.LastAt ? LastAt : change.LastAt;
        }
    }
}
