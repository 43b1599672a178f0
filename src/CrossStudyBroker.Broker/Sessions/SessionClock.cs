using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using Dapper;

namespace CrossStudyBroker.Broker.Sessions;

/// <summary>Forgets ended sessions that would have ended by themselves by now.</summary>
internal sealed class SessionClock(ITrackerDatabase database) : IClock
{
    /// <inheritdoc/>
    public string Name => "sessions";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = new CommandDefinition("delete from ended_session where until <= @now", new { now = database.Dialect.Time(now) }, cancellationToken: cancellationToken);
        yield return await database.WriteAsync(connection => connection.ExecuteAsync(command), cancellationToken);
    }
}
