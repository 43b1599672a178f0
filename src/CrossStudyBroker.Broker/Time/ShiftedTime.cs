namespace CrossStudyBroker.Broker.Time;

/// <summary>
/// A clock that is ahead of the machine's, so that it can be seen what happens in days and months. For tests: never in use unless it was asked for
/// by two settings. Pauses and timeouts last as long as ever; what is due by the date comes at once.
/// </summary>
/// <param name="offset">How far it is ahead.</param>
public sealed class ShiftedTime(TimeSpan offset) : TimeProvider
{
    private long _offset = offset.Ticks;

    /// <summary>How far it is ahead of the machine's clock.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Puts it further ahead; false, and nothing done, if that would put it back.</summary>
    public bool MoveTo(TimeSpan offset)
    {
        var before = Interlocked.Read(ref _offset);
        return offset.Ticks >= before && Interlocked.CompareExchange(ref _offset, offset.Ticks, before) == before;
    }
}
