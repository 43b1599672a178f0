using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Presence;

/// <summary>Says every few seconds that this process and its roles are there, so that the overview can tell what runs.</summary>
internal sealed partial class PresenceBeat(ReplicaRoles roles, ITrackerDatabase database, TimeProvider time, ILogger<PresenceBeat> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly string _replica = Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryBeatAsync(stoppingToken);
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task TryBeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = StoredTime.Of(time.GetUtcNow());
            await database.WriteAsync(
                async connection =>
                {
                    await Multirow.InsertAsync(
                        connection,
                        "presence (replica, role, seen_at)",
                        roles.Names.Select(role => new object?[] { _replica, role, database.Dialect.Time(now) }),
                        "on conflict (replica, role) do update set seen_at = excluded.seen_at",
                        cancellationToken);
                    return await connection.ExecuteAsync(new CommandDefinition(
                        "delete from presence where seen_at < @before", new { before = database.Dialect.Time(now - Forgotten) }, cancellationToken: cancellationToken));
                },
                cancellationToken);
        }
#pragma warning disable CA1031 // A store that is away must not end the beat.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotSaid(exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The store could not be told that this process is there: {Failure}")]
    private partial void NotSaid(string failure);
}
