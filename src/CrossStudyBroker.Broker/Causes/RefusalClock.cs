using CrossStudyBroker.Broker.Retention;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Causes;

/// <summary>Lets answers go from their cause groups after a time (<see cref="CauseOptions.RefusalsStay"/>).</summary>
internal sealed class RefusalClock(CauseStore causes, IOptions<CauseOptions> options, IOptions<RetentionOptions> retention) : IClock
{
    /// <inheritdoc/>
    public string Name => "answers";

    /// <inheritdoc/>
    public TimeSpan Every => options.Value.Interval;

    /// <inheritdoc/>
    public IAsyncEnumerable<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Pieces.UntilNoneAsync(() => causes.ClearAsync(now - options.Value.RefusalsStay, retention.Value.Piece, cancellationToken));
}
