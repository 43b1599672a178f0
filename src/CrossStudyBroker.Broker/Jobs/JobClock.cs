using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>Erases jobs as old as what people did may be, with what is left of their deliveries.</summary>
internal sealed class JobClock(ITrackerDatabase database, IOptions<RetentionOptions> options) : IClock
{
    private const string DeleteItems = """
        delete from job_item where (job, place) in (
          select i.job, i.place from job j join job_item i on i.job = j.number where j.created_at < @before order by i.job, i.place limit @piece)
        """;

    private const string Delete = "delete from job where created_at < @before and not exists (select 1 from job_item i where i.job = job.number)";

    /// <inheritdoc/>
    public string Name => "jobs";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var old = new { before = database.Dialect.Time(now - options.Value.Audit), piece = options.Value.Piece };
        while (await ExecuteAsync(DeleteItems, old, cancellationToken) is > 0 and var count)
        {
            yield return count;
        }

        yield return await ExecuteAsync(Delete, old, cancellationToken);
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
}
