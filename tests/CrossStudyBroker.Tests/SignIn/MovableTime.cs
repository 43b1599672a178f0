namespace CrossStudyBroker.Tests.SignIn;

/// <summary>The machine's clock, set forward: timers run as ever.</summary>
internal sealed class MovableTime : TimeProvider
{
    private TimeSpan _ahead;

    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set => _ahead += value - GetUtcNow();
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
}
