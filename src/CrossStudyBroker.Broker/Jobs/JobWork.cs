using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>What the runner of jobs reads and writes. Every change holds only if nobody was faster, so two replicas at once do no harm.</summary>
internal sealed class JobWork(ITrackerDatabase database)
{
    private const string SelectActive = "select id from job where state = 1 or number in (select job from job_item where state = 1) order by number";

    private const string SelectUnderWay = """
        select i.place, i.begun_at, d.state, d.code, d.due_at
        from job j join job_item i on i.job = j.number left join delivery d on d.delivery_id = i.delivery_id
        where j.id = @id and i.state = 1
        order by i.place
        """;

    private const string Settle = """
        update job_item set state = @state, code = @code, at = @at
        where job = (select number from job where id = @id) and place = @place and state = 1
        returning run
        """;

    private const string Count = """
        update job set moved_at = @at, succeeded = succeeded + @succeeded, failed = failed + @failed where id = @id and run = @run
        """;

    private const string Begin = """
        update job_item set state = @state, code = @code, at = @at, begun_at = @at, run = (select run from job where id = @id)
        where job = (select number from job where id = @id) and place = @place and state = 0
        """;

    private const string SetBegun = "update job set begun_at = @at, moved_at = @at where id = @id";

    private const string SelectProgress = """
        select j.succeeded, j.failed, j.moved_at, j.begun_at,
          (select count(*) from job_item i where i.job = j.number and i.state = 1),
          (select count(*) from (select 1 from job_item i where i.job = j.number and i.state = 0 limit 1000) few)
        from job j where j.id = @id
        """;

    // Asked for job and run by value, PostgreSQL takes the last ones from job_item_by_result and sorts none.
    private const string SelectLast = """
        select code from job_item
        where job = (select number from job where id = @id) and run = (select run from job where id = @id) and state in (2, 3)
        order by at desc, place desc limit @recent
        """;

    private const string SelectNext = """
        select i.place, i.delivery_id from job j join job_item i on i.job = j.number where j.id = @id and i.state = 0 order by i.place limit @take
        """;

    /// <summary>Jobs with something to do.</summary>
    public Task<List<Guid>> ActiveAsync(CancellationToken cancellationToken) =>
        ReadAsync(SelectActive, new { }, row => database.Dialect.ReadId(row, 0), cancellationToken);

    /// <summary>Notes the results of what was under way.</summary>
    public async Task SettleAsync(Guid job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var results = (await ReadAsync(SelectUnderWay, Of(job), row => (Place: row.GetInt32(0), Result: ResultOf(row)), cancellationToken)).Where(one => one.Result is not null).ToList();
        if (results.Count > 0)
        {
            await database.WriteAsync(
                async connection =>
                {
                    foreach (var (place, result) in results)
                    {
                        await SettleAsync(connection, job, place, result!.Value, now, cancellationToken); // filtered above
                    }

                    return true;
                },
                cancellationToken);
        }
    }

    /// <summary>How the job's run stands; null if there is no such job.</summary>
    public async Task<JobProgress?> ProgressAsync(Guid job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await ReadAsync(SelectLast, new { id = database.Dialect.Id(job), recent = JobRules.Recent }, row => row.TextOrNull(0), cancellationToken);
        return (await ReadAsync(SelectProgress, Of(job), row => new JobProgress
        {
            Succeeded = row.GetInt32(0),
            Failed = row.GetInt32(1),
            Still = now - database.Dialect.ReadTime(row, 2),
            SinceLast = database.Dialect.TimeOrNull(row, 3) is { } begun ? now - begun : TimeSpan.MaxValue,
            UnderWay = (int)row.GetInt64(4),
            Waiting = (int)row.GetInt64(5),
            Last = last,
        }, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The next deliveries that the job has not come to.</summary>
    public Task<List<(int Place, Guid DeliveryId)>> NextAsync(Guid job, int count, CancellationToken cancellationToken) =>
        ReadAsync(SelectNext, new { id = database.Dialect.Id(job), take = count }, row => (row.GetInt32(0), database.Dialect.ReadId(row, 1)), cancellationToken);

    /// <summary>Notes that a retry was begun, or that the delivery was left out.</summary>
    public Task BeginAsync(Guid job, int place, JobItemState state, string? code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { id = database.Dialect.Id(job), place, state = (short)state, code, at = database.Dialect.Time(StoredTime.Of(now)) };
        return database.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync(new CommandDefinition(Begin, parameters, cancellationToken: cancellationToken));
                return await connection.ExecuteAsync(new CommandDefinition(SetBegun, parameters, cancellationToken: cancellationToken));
            },
            cancellationToken);
    }

    private async Task SettleAsync(DbConnection connection, Guid job, int place, (JobItemState State, string? Code) result, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, at) = (database.Dialect.Id(job), database.Dialect.Time(StoredTime.Of(now)));
        var settle = new CommandDefinition(Settle, new { id, place, state = (short)result.State, code = result.Code, at }, cancellationToken: cancellationToken);
        if (await connection.ExecuteScalarAsync<int?>(settle) is { } run)
        {
            var (succeeded, failed) = (result.State == JobItemState.Succeeded ? 1 : 0, result.State == JobItemState.Failed ? 1 : 0);
            await connection.ExecuteAsync(new CommandDefinition(Count, new { id, at, run, succeeded, failed }, cancellationToken: cancellationToken));
        }
    }

    private (JobItemState State, string? Code)? ResultOf(DbDataReader row) => JobRules.ResultOf(
        row.IsDBNull(2) ? null : (DeliveryState)row.GetInt16(2), row.TextOrNull(3), database.Dialect.TimeOrNull(row, 4), database.Dialect.ReadTime(row, 1));

    private object Of(Guid job) => new { id = database.Dialect.Id(job) };

    private Task<List<T>> ReadAsync<T>(string sql, object parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), read), cancellationToken);
}
