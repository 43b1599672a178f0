namespace CrossStudyBroker.Tests.Tracking;

/// <summary>A clock that a test sets.</summary>
public sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    /// <summary>What the clock says.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
