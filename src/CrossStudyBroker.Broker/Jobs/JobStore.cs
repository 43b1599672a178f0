using System.Data.Common;
using System.Text.Json;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>Stores bulk jobs, their sets and what became of them; the same statements on both stores.</summary>
internal sealed class JobStore(ITrackerDatabase database)
{
    private const string InsertJob = """
        insert into job (id, created_at, institution, person, name, note, selection, total, per_second, state, run, changed_at, moved_at, succeeded, failed)
        values (@id, @at, @institution, @person, @name, @note, @selection, 0, @perSecond, 1, 1, @at, @at, 0, 0)
        returning number
        """;

    private const string Discard = "delete from job_item where job = @number; delete from job where number = @number";

    private const string Columns =
        "j.number, j.id, j.created_at, j.institution, j.person, j.name, j.note, j.selection, j.total, j.per_second, j.state, j.run, j.changed_at, j.moved_at, j.reason, j.failure";

    private const string SetState = """
        update job set state = @to, changed_at = @at, moved_at = @at, run = run + @runs, reason = @reason, failure = @failure,
          succeeded = case when @runs = 1 then 0 else succeeded end, failed = case when @runs = 1 then 0 else failed end
        where id = @id and state = @from
        """;

    private const string SelectItems = """
        select i.place, i.delivery_id, i.state, i.code, i.at
        from job j join job_item i on i.job = j.number
        where j.id = @id and i.place > @after and (@state = -1 or i.state = @state)
        order by i.place limit @take
        """;

    /// <summary>
    /// Begins a job, if its set is as large as it should be: the check says why not, by problem code. Returns how many deliveries the set has,
    /// and that code.
    /// </summary>
    public Task<(int Count, string? Refused)> AddAsync(Job job, int most, Func<int, string?> check, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var number = await connection.ExecuteScalarAsync<long>(new CommandDefinition(InsertJob, new
            {
                id = database.Dialect.Id(job.Id),
                at = database.Dialect.Time(StoredTime.Of(job.CreatedAt)),
                institution = job.By.Institution,
                person = StoredText.OfOptional(job.By.Person),
                name = StoredText.OfOptional(job.By.Name),
                note = job.Note,
                selection = JsonSerializer.Serialize(job.Set with { Deliveries = job.Set.Deliveries is null ? null : [] }),
                perSecond = job.PerSecond,
            }, cancellationToken: cancellationToken));
            var count = await connection.ExecuteAsync(JobSelection.Insert(number, job.Set, job.By.Institution, most + 1, database.Dialect, cancellationToken));
            var refused = check(count);
            await connection.ExecuteAsync(new CommandDefinition(refused is null ? "update job set total = @count where number = @number" : Discard, new { number, count }, cancellationToken: cancellationToken));
            return (count, refused);
        },
        cancellationToken);

    /// <summary>One job; null if there is none, or another institution's (null: the operator, who sees all).</summary>
    public async Task<Job?> FindAsync(Guid id, string? visibleTo, CancellationToken cancellationToken) =>
        (await ReadAsync("j.id = @id", new { id = database.Dialect.Id(id), visibleTo, before = long.MaxValue, take = 1 }, visibleTo, withCounts: true, cancellationToken)).Select(found => found.Job).SingleOrDefault();

    /// <summary>One job without its counts, which are the more work the larger it is.</summary>
    public async Task<Job?> FindUncountedAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync("j.id = @id", new { id = database.Dialect.Id(id), before = long.MaxValue, take = 1 }, visibleTo: null, withCounts: false, cancellationToken)).Select(found => found.Job).SingleOrDefault();

    /// <summary>A page, newest first.</summary>
    public async Task<JobPage> ListAsync(string? visibleTo, long? before, int limit, CancellationToken cancellationToken)
    {
        var found = await ReadAsync("1 = 1", new { visibleTo, before = before ?? long.MaxValue, take = limit + 1 }, visibleTo, withCounts: true, cancellationToken);
        return new JobPage([.. found.Take(limit).Select(one => one.Job)], found.Count > limit ? found[limit - 1].Number : null);
    }

    /// <summary>Deliveries of a job in their order, those after a place; null: in any state.</summary>
    public async Task<IReadOnlyList<JobItem>> ItemsAsync(Guid id, JobItemState? state, int after, int limit, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition(
            SelectItems, new { id = database.Dialect.Id(id), after, state = state is { } wanted ? (short)wanted : (short)-1, take = limit }, cancellationToken: cancellationToken);
        return await database.ReadAsync(connection => connection.RowsAsync(command, ReadItem), cancellationToken);
    }

    /// <summary>Moves a job from one state to another, if it is in that state; a resumed one begins a new run.</summary>
    public Task<bool> MoveAsync(Job job, JobState to, DateTimeOffset at, string? reason, string? failure, CancellationToken cancellationToken)
    {
        var parameters = new { id = database.Dialect.Id(job.Id), from = (short)job.State, to = (short)to, at = database.Dialect.Time(StoredTime.Of(at)), runs = to == JobState.Running ? 1 : 0, reason, failure };
        return database.WriteAsync(async connection => await connection.ExecuteAsync(new CommandDefinition(SetState, parameters, cancellationToken: cancellationToken)) > 0, cancellationToken);
    }

    private Task<List<(long Number, Job Job)>> ReadAsync(string condition, object parameters, string? visibleTo, bool withCounts, CancellationToken cancellationToken)
    {
        var sql = $"select {Columns} from job j where {condition} and j.number < @before {(visibleTo is null ? "" : "and j.institution = @visibleTo")} order by j.number desc limit @take";
        return database.ReadAsync(
            async connection =>
            {
                var jobs = await connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), row => (Number: row.GetInt64(0), Job: Read(row)));
                return withCounts ? await CountAsync(connection, jobs, cancellationToken) : jobs;
            },
            cancellationToken);
    }

    private async Task<List<(long Number, Job Job)>> CountAsync(DbConnection connection, List<(long Number, Job Job)> jobs, CancellationToken cancellationToken)
    {
        var counted = await connection.QueryAsync<(long Job, int State, string? Code, long Count)>(new CommandDefinition(
            $"select job, cast(state as integer), code, count(*) from job_item where job {database.Dialect.In("numbers")} group by job, state, code order by count(*) desc",
            new { numbers = jobs.Select(job => job.Number).ToArray() },
            cancellationToken: cancellationToken));
        var counts = counted.ToLookup(row => row.Job);
        return jobs.ConvertAll(job => (job.Number, job.Job with
        {
            Counts = Enum.GetValues<JobItemState>().ToDictionary(state => state, state => (int)counts[job.Number].Where(row => row.State == (int)state).Sum(row => row.Count)),
            Codes = [.. counts[job.Number].Where(row => row.Code is not null).Select(row => new JobCodeCount((JobItemState)row.State, row.Code, (int)row.Count))],
        }));
    }

    private JobItem ReadItem(DbDataReader row) => new()
    {
        Place = row.GetInt32(0),
        DeliveryId = database.Dialect.ReadId(row, 1),
        State = (JobItemState)row.GetInt16(2),
        Code = row.TextOrNull(3),
        At = database.Dialect.TimeOrNull(row, 4),
    };

    private Job Read(DbDataReader row) => new()
    {
        Id = database.Dialect.ReadId(row, 1),
        CreatedAt = database.Dialect.ReadTime(row, 2),
        By = new Actor { Institution = row.TextOrNull(3), Person = row.TextOrNull(4), Name = row.TextOrNull(5) },
        Note = row.TextOrNull(6),
        Set = JsonSerializer.Deserialize<JobSet>(row.GetString(7)) ?? new JobSet(),
        Total = row.GetInt32(8),
        PerSecond = row.GetInt32(9),
        State = (JobState)row.GetInt16(10),
        Run = row.GetInt32(11),
        ChangedAt = database.Dialect.ReadTime(row, 12),
        MovedAt = database.Dialect.ReadTime(row, 13),
        Reason = row.TextOrNull(14),
        Failure = row.TextOrNull(15),
    };
}
