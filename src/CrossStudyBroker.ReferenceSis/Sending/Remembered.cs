namespace CrossStudyBroker.ReferenceSis.Sending;

/// <summary>A dictionary that forgets what came first when it is full, so that a long demonstration does not grow for ever.</summary>
internal sealed class Remembered<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Dictionary<TKey, TValue> _values = [];
    private readonly Queue<TKey> _order = new();

    public IEnumerable<TValue> Values => _values.Values;

    public TValue this[TKey key]
    {
        set
        {
            if (!_values.ContainsKey(key))
            {
                _order.Enqueue(key);
            }

            _values[key] = value;
            while (_values.Count > capacity && _order.TryDequeue(out var oldest))
            {
                _values.Remove(oldest);
            }
        }
    }

    public TValue? Find(TKey key) => _values.GetValueOrDefault(key);

    public void Remove(TKey key) => _values.Remove(key);
}
