using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Tracking.Sqlite;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Empties the write-ahead log of the embedded store, in which erased rows would live on.</summary>
internal sealed class LogClock(SqliteTrackerStore store) : IClock
{
    /// <inheritdoc/>
    public string Name => "log";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!await store.TruncateLogAsync(cancellationToken))
        {
            throw new TimeoutException("A reader of the database is in the way.");
        }

        yield return 1;
    }
}
