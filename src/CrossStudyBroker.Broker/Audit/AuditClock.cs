using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Audit;

/// <summary>Erases what people did when its time is over (DESIGN section 5: two years).</summary>
internal sealed class AuditClock(ITrackerDatabase database, IOptions<RetentionOptions> options) : IClock
{
    private const string DeleteParties = "delete from audit_party where entry in (select id from audit where at < @before order by at, id limit @piece)";

    private const string Delete = "delete from audit where id in (select id from audit where at < @before order by at, id limit @piece)";

    /// <inheritdoc/>
    public string Name => "audit";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await EraseAsync(now, cancellationToken) is > 0 and var count)
        {
            yield return count;
        }
    }

    private Task<int> EraseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = new { before = database.Dialect.Time(now - options.Value.Audit), piece = options.Value.Piece };
        return database.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync(new CommandDefinition(DeleteParties, oldest, cancellationToken: cancellationToken));
                return await connection.ExecuteAsync(new CommandDefinition(Delete, oldest, cancellationToken: cancellationToken));
            },
            cancellationToken);
    }
}
