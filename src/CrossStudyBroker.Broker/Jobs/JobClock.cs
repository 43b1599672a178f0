using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>Erases jobs as old as what people did may be: first what is left of their deliveries, in pieces, then the jobs, which the ledger tells of.</summary>
internal sealed class JobClock(ITrackerDatabase database, Ledger ledger, IOptions<RetentionOptions> options) : IClock
{
    private const string DeleteItems = """
        delete from job_item where (job, place) in (
          select i.job, i.place from job j join job_item i on i.job = j.number where j.created_at < @before order by i.job, i.place limit @piece)
        """;

    private const string Delete = """
        delete from job where number in (
          select number from job j where created_at < @before and not exists (select 1 from job_item i where i.job = j.number) order by number limit @piece)
        returning id, created_at
        """;

    /// <inheritdoc/>
    public string Name => "jobs";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IAsyncEnumerable<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Pieces.UntilNoneAsync(() => EraseAsync(now, cancellationToken));

    private Task<int> EraseAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var old = new { before = database.Dialect.Time(now - options.Value.Audit), piece = options.Value.Piece };
            if (await connection.ExecuteAsync(new CommandDefinition(DeleteItems, old, cancellationToken: cancellationToken)) is > 0 and var items)
            {
                return items;
            }

            var jobs = await connection.RowsAsync(
                new CommandDefinition(Delete, old, cancellationToken: cancellationToken),
                row => (Name: database.Dialect.ReadId(row, 0).ToString(), At: database.Dialect.ReadTime(row, 1)));
            await ledger.AddManyAsync(connection, ErasedThings.Job, jobs, now, cancellationToken);
            return jobs.Count;
        },
        cancellationToken);
}
