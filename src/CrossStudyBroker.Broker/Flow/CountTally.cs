using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>Adds up what changes in one transaction, so that it costs a row for each kind of change and not for each delivery.</summary>
internal sealed class CountTally
{
    private readonly Dictionary<CountChange, CountChange> _changes = [];

    /// <summary>What was added.</summary>
    public IReadOnlyCollection<CountChange> Changes => _changes.Values;

    /// <summary>Adds changes.</summary>
    public void Add(IEnumerable<CountChange> changes)
    {
        foreach (var change in changes)
        {
            Add(change);
        }
    }

    /// <summary>Adds one change. Of a <see cref="CountChange"/> everything but number and times says what it is.</summary>
    public void Add(CountChange change)
    {
        var hour = Hour.Of(change.FirstAt);
        var key = change with { Number = 0, FirstAt = hour, LastAt = hour };
        _changes[key] = _changes.TryGetValue(key, out var same)
            ? same with { Number = same.Number + change.Number, FirstAt = Earlier(same.FirstAt, change.FirstAt), LastAt = Earlier(change.LastAt, same.LastAt) == same.LastAt ? change.LastAt : same.LastAt }
            : change with { FirstAt = StoredTime.Of(change.FirstAt), LastAt = StoredTime.Of(change.LastAt) };
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
