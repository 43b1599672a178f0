namespace CrossStudyBroker.Tests.Tracking;

/// <summary>A clock that a test sets.</summary>
public sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    private int _looks;

    /// <summary>What the clock says.</summary>
    public DateTimeOffset Now { get; set; } = now;

    /// <summary>How often it was looked at.</summary>
    public int Looks => Volatile.Read(ref _looks);

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Increment(ref _looks);
        return Now;
    }
}
