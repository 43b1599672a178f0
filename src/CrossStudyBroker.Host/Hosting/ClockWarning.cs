using CrossStudyBroker.Broker.Time;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Says at the start that the clock can be, or is, ahead of the machine's, so that nobody has it without knowing.</summary>
internal sealed partial class ClockWarning(ShiftedTime clock, ILogger<ClockWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Ahead(clock.Offset);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "For tests only: Clock__AllowOffset is set. The clock is {Offset} ahead of the machine's, and the operator can move it forward (PUT /v1/clock)")]
    private partial void Ahead(TimeSpan offset);
}
