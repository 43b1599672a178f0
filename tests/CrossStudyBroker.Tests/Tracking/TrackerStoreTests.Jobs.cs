using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Retention;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>Bulk retries. The clock stands between rounds, so a round is a second here.</summary>
public abstract partial class TrackerStoreTests
{
    private static readonly IOptions<JobOptions> JobSettings = Options.Create(new JobOptions { ConfirmAbove = 5 });

    private BulkJobs Jobs => new(new JobStore((ITrackerDatabase)Store), Audit, JobSettings, Time);

    [Fact]
    public async Task A_job_tries_one_first_then_more_and_more_in_the_order_of_the_messages()
    {
        await ParkManyAsync(12);
        var job = await StartAsync(new JobSet(), count: 12);
        var runner = Runner();

        var begun = await RunAsync(runner, _ => DeliveryState.Processed);

        Assert.Equal([1, 2, 4, 5], begun.Select(round => round.Count)); // 1, then as many as good results have earned
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"m-{i:00}"), begun.SelectMany(round => round));
        var ended = (await Jobs.FindAsync(job.Id, AtHome, Cancellation))!;
        Assert.Equal((JobState.Done, 12, 12, null), (ended.State, ended.Total, ended.Counts[JobItemState.Succeeded], ended.Reason));
        var retries = (await Audit.ListAsync(new AuditFilter { JobId = job.Id }, Cancellation)).Entries;
        Assert.Equal((12, 1), (retries.Count(entry => entry.Action == AuditActions.Retry), retries.Count(entry => entry.Action == AuditActions.JobStart)));
        Assert.All(retries, entry => Assert.Equal("Repaired.", entry.Note));
    }

    [Fact]
    public async Task The_set_is_frozen_when_the_job_begins()
    {
        await ParkManyAsync(2);
        var job = await StartAsync(new JobSet());
        await RecordAsync(Sample.Message("m-99"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "m-99", payload: Sample.Payload()));
        await ApplyAsync(Sample.Change(DeliveryState.Discarded, "m-02"));

        var begun = await RunAsync(Runner(), _ => DeliveryState.Processed);

        Assert.Equal(["m-01"], begun.SelectMany(round => round));
        var items = await Jobs.ItemsAsync(job.Id, null, 0, 10, Cancellation);
        Assert.Equal(
            [(Sample.DeliveryId("m-01"), JobItemState.Succeeded, null), (Sample.DeliveryId("m-02"), JobItemState.Skipped, ProblemCodes.DeliverySettled)],
            items.Select(item => (item.DeliveryId, item.State, item.Code)));
    }

    [Fact]
    public async Task A_job_whose_first_one_fails_stops_and_when_it_is_resumed_one_goes_first_again()
    {
        await ParkManyAsync(8);
        var job = await StartAsync(new JobSet(), count: 8);
        var runner = Runner();

        Assert.Equal(["m-01"], (await RunAsync(runner, _ => DeliveryState.Parked)).SelectMany(round => round));
        var stopped = (await Jobs.FindAsync(job.Id, AtHome, Cancellation))!;
        Assert.Equal((JobState.Stopped, ProblemCodes.JobCanaryFailed, ProblemCodes.StudentAmbiguous, 7), (stopped.State, stopped.Reason, stopped.Failure, stopped.Counts[JobItemState.Waiting]));

        await Jobs.ActAsync(job.Id, JobVerb.Resume, null, AtHome, Cancellation);
        var begun = await RunAsync(runner, _ => DeliveryState.Processed);
        Assert.Equal([1, 2, 4], begun.Select(round => round.Count));
        var ended = (await Jobs.FindAsync(job.Id, AtHome, Cancellation))!;
        Assert.Equal((JobState.Done, 7, 1, 2), (ended.State, ended.Counts[JobItemState.Succeeded], ended.Counts[JobItemState.Failed], ended.Run));
        Assert.Equal([new JobCodeCount(JobItemState.Failed, ProblemCodes.StudentAmbiguous, 1)], ended.Codes);
    }

    [Fact]
    public async Task A_job_stops_by_itself_when_the_same_failure_repeats()
    {
        await ParkManyAsync(40);
        var job = await StartAsync(new JobSet(), count: 40);

        await RunAsync(Runner(), id => string.CompareOrdinal(id, "m-05") > 0 ? DeliveryState.Parked : DeliveryState.Processed);

        var stopped = (await Jobs.FindAsync(job.Id, AtHome, Cancellation))!;
        Assert.Equal((JobState.Stopped, ProblemCodes.JobFailuresRepeat, ProblemCodes.StudentAmbiguous), (stopped.State, stopped.Reason, stopped.Failure));
        Assert.InRange(stopped.Counts[JobItemState.Failed], 3, 6);
        Assert.Equal(40, stopped.Counts.Values.Sum());
    }

    [Fact]
    public async Task A_paused_job_begins_nothing_and_a_cancelled_one_leaves_the_rest_as_it_was()
    {
        await ParkManyAsync(8);
        var job = await StartAsync(new JobSet(), count: 8);
        var runner = Runner();
        await runner.RoundAsync(Cancellation);
        Assert.Equal(JobState.Paused, (await Jobs.ActAsync(job.Id, JobVerb.Pause, "Lunch.", AtHome, Cancellation)).Job!.State);

        Assert.Equal(["m-01"], (await RunAsync(runner, _ => DeliveryState.Processed)).SelectMany(round => round)); // what was under way comes to its result
        Assert.Equal(1, (await Jobs.FindAsync(job.Id, AtHome, Cancellation))!.Counts[JobItemState.Succeeded]);
        Assert.Equal(ProblemCodes.JobStateConflict, (await Jobs.ActAsync(job.Id, JobVerb.Pause, null, AtHome, Cancellation)).Refused);
        Assert.Null((await Jobs.ActAsync(job.Id, JobVerb.Cancel, null, AtHome, Cancellation)).Refused);

        Assert.Empty(await RunAsync(runner, _ => DeliveryState.Processed));
        Assert.Equal(ProblemCodes.JobStateConflict, (await Jobs.ActAsync(job.Id, JobVerb.Resume, null, AtHome, Cancellation)).Refused);
        Assert.Equal(DeliveryState.Parked, (await Resolving.FindAsync(Sample.DeliveryId("m-02"), AtHome, Cancellation))!.Transfer.State);
    }

    [Fact]
    public async Task A_job_goes_on_after_a_restart_and_is_worked_on_by_one_replica_at_a_time()
    {
        await ParkManyAsync(12);
        var job = await StartAsync(new JobSet(), count: 12);
        var (first, second) = (Runner(), Runner(OpenAnother()));
        await first.RoundAsync(Cancellation);
        await second.RoundAsync(Cancellation); // the first has it
        Assert.Equal(1, await CountRetriesAsync(job));

        Time.Now += TimeSpan.FromMinutes(1); // the first is gone, without a word
        var begun = await RunAsync(second, _ => DeliveryState.Processed);

        Assert.Equal(12, begun.Sum(round => round.Count));
        Assert.Equal((JobState.Done, 12), await Jobs.FindAsync(job.Id, AtHome, Cancellation) is { } ended ? (ended.State, ended.Counts[JobItemState.Succeeded]) : default);
        Assert.Equal(12, await CountRetriesAsync(job));
    }

    [Fact]
    public async Task A_process_that_ends_between_a_retry_and_the_note_of_it_costs_no_second_one()
    {
        await ParkManyAsync(1);
        var job = await StartAsync(new JobSet());
        await Resolving.ActAsync(Sample.DeliveryId("m-01"), new VerbRequest { Verb = Verb.Retry, Note = "Repaired.", JobId = job.Id }, AtHome, Cancellation);

        await RunAsync(Runner(), _ => DeliveryState.Processed);

        Assert.Equal(1, await CountRetriesAsync(job));
        Assert.Equal(JobState.Done, (await Jobs.FindAsync(job.Id, AtHome, Cancellation))!.State);
    }

    [Fact]
    public async Task Messages_of_one_case_stay_in_order_within_a_job()
    {
        foreach (var (id, caseId) in new[] { ("m-01", "case-1"), ("m-02", "case-1"), ("m-03", "case-2") })
        {
            await RecordAsync(Sample.Message(id, caseId: caseId));
        }

        await ApplyAsync([.. new[] { "m-01", "m-02", "m-03" }.Select(id => Sample.Change(DeliveryState.Parked, id, payload: Sample.Payload()))]);
        await StartAsync(new JobSet());

        var begun = await RunAsync(Runner(), _ => DeliveryState.Processed);

        Assert.Equal(["m-01", "m-02", "m-03"], begun.SelectMany(round => round));
    }

    [Fact]
    public async Task A_large_set_is_begun_only_with_its_right_number()
    {
        await ParkManyAsync(6);

        Assert.Equal((ProblemCodes.JobCountUnconfirmed, 6), await AskAsync(new JobRequest { Set = new JobSet() }));
        Assert.Equal((ProblemCodes.JobCountUnconfirmed, 6), await AskAsync(new JobRequest { Set = new JobSet(), Count = 5 }));
        Assert.Equal((0, 0), (await CountAsync("job"), await CountAsync("job_item")));
        Assert.Equal((null, 6), await AskAsync(new JobRequest { Set = new JobSet(), Count = 6 }));

        async Task<(string?, int)> AskAsync(JobRequest request) => await Jobs.StartAsync(request, AtHome, Cancellation) is var answer ? (answer.Refused, answer.Count) : default;
    }

    [Fact]
    public async Task A_set_holds_ones_own_failed_deliveries_only()
    {
        await ParkManyAsync(2);
        await RecordAsync(Sample.Message("m-90", recipients: [Sample.Third]), Sample.Message("m-91", type: "crossstudy.completion.recorded.v1", caseId: "case-9"), Sample.Message("m-92"));
        await ApplyAsync(
            Sample.Change(DeliveryState.Parked, "m-90", Sample.Third, payload: Sample.Payload()),
            Sample.Change(DeliveryState.Retrying, "m-91", code: ProblemCodes.RecipientBusy, payload: Sample.Payload()));

        Assert.Equal(4, await CountOfAsync(AtHome, new JobSet()));
        Assert.Equal(3, await CountOfAsync(AtTarget, new JobSet()));
        Assert.Equal(1, await CountOfAsync(AtThird, new JobSet()));
        Assert.Equal(4, await CountOfAsync(Operator, new JobSet()));
        Assert.Equal(1, await CountOfAsync(AtHome, new JobSet { Institution = Sample.Third }));
        Assert.Equal(1, await CountOfAsync(AtHome, new JobSet { State = DeliveryState.Retrying }));
        Assert.Equal(1, await CountOfAsync(AtHome, new JobSet { Code = ProblemCodes.RecipientBusy }));
        Assert.Equal(1, await CountOfAsync(AtHome, new JobSet { CaseId = "case-9" }));
        Assert.Equal(0, await CountOfAsync(AtHome, new JobSet { To = Sample.Start }));
        Assert.Equal(4, await CountOfAsync(AtHome, new JobSet { From = Sample.Start }));
        Assert.Equal(2, await CountOfAsync(AtHome, new JobSet { Deliveries = [Sample.DeliveryId("m-01"), Sample.DeliveryId("m-92")] }));
        Assert.Equal(ProblemCodes.NotFound, (await Jobs.StartAsync(new JobRequest { Set = new JobSet { Deliveries = [Sample.DeliveryId("m-01")] } }, AtThird, Cancellation)).Refused);
        Assert.Equal(ProblemCodes.JobSetEmpty, (await Jobs.StartAsync(new JobRequest { Set = new JobSet { Cause = "0123456789ab" } }, AtHome, Cancellation)).Refused);

        async Task<int> CountOfAsync(Actor actor, JobSet set) => (await Jobs.StartAsync(new JobRequest { Set = set }, actor, Cancellation)).Count;
    }

    [Fact]
    public async Task Jobs_are_seen_by_their_institution_and_the_operator_newest_first()
    {
        await ParkManyAsync(1);
        var (first, second) = (await StartAsync(new JobSet()), await StartAsync(new JobSet(), actor: AtTarget));

        Assert.Equal([first.Id], (await Jobs.ListAsync(AtHome, null, 10, Cancellation)).Jobs.Select(job => job.Id));
        Assert.Null(await Jobs.FindAsync(first.Id, AtTarget, Cancellation));
        Assert.Equal(ProblemCodes.NotFound, (await Jobs.ActAsync(first.Id, JobVerb.Cancel, null, AtTarget, Cancellation)).Refused);
        var page = await Jobs.ListAsync(Operator, null, 1, Cancellation);
        Assert.Equal([second.Id], page.Jobs.Select(job => job.Id));
        Assert.All((await Jobs.ListAsync(Operator, null, 10, Cancellation)).Jobs, job => Assert.Equal((1, 1), (job.Counts[JobItemState.Waiting], job.Counts.Values.Sum())));
        var rest = await Jobs.ListAsync(Operator, page.Next, 1, Cancellation);
        Assert.Equal((first.Id, null), (rest.Jobs.Single().Id, rest.Next));
    }

    [Fact]
    public async Task Who_only_looks_begins_no_job_and_no_note_holds_an_identity_code()
    {
        await ParkManyAsync(1);

        Assert.Equal(ProblemCodes.NotPermitted, (await Jobs.StartAsync(new JobRequest { Set = new JobSet() }, AtHome with { MayResolve = false }, Cancellation)).Refused);
        Assert.Equal(ProblemCodes.IdentityInText, (await Jobs.StartAsync(new JobRequest { Set = new JobSet(), Note = "010190-999W" }, AtHome, Cancellation)).Refused);
        Assert.Equal(0, await CountAsync("job"));
        Assert.All((await Audit.ListAsync(new AuditFilter(), Cancellation)).Entries, entry => Assert.Equal((AuditOutcome.Refused, null), (entry.Outcome, entry.Note)));
    }

    [Fact]
    public async Task Old_jobs_are_erased_with_their_deliveries_and_the_ledger_tells_of_them()
    {
        await ParkManyAsync(3);
        var job = await StartAsync(new JobSet());
        var (check, clock) = (new ErasureCheck(Database, Periods.Of(), Time), new JobClock(Database, Ledger, Options.Create(new RetentionOptions { Piece = 2 })));

        Assert.Empty(await RunAsync(clock, job.CreatedAt.AddDays(730)));
        Time.Now = job.CreatedAt.AddDays(731);
        Assert.Contains((await check.RunAsync(noted: null, Cancellation)).Faults, fault => fault.StartsWith("1 job(s) are past their time", StringComparison.Ordinal));
        Assert.Equal([2, 1, 1], await RunAsync(clock, Time.Now));

        Assert.Equal((0, 0), (await CountAsync("job"), await CountAsync("job_item")));
        var entry = Assert.Single(await LedgerAsync());
        Assert.Equal((ErasedThings.Job, 1, job.CreatedAt, Time.Now), (entry.What, entry.Count, entry.Since, entry.At));
        Assert.Equal(Ledger.DigestOf([job.Id.ToString()]), entry.Digest);
        Assert.DoesNotContain((await check.RunAsync(noted: null, Cancellation)).Faults, fault => fault.Contains("job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_check_finds_deliveries_of_jobs_that_are_erased()
    {
        await ParkManyAsync(2);
        await StartAsync(new JobSet());

        await Database.WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "delete from job"), Cancellation);

        Assert.Contains("2 deliveries are kept of jobs that are erased.", (await new ErasureCheck(Database, Periods.Of(), Time).RunAsync(noted: null, Cancellation)).Faults);
    }

    private JobRunner Runner(ITrackerStore? store = null)
    {
        var database = (ITrackerDatabase)(store ?? Store);
        var resolving = new Resolving(database, new AuditLog(database), store ?? Store, _told.AddRange, Time);
        return new JobRunner(new JobStore(database), new JobWork(database), resolving, new Leases(database, Time), JobSettings, Time, NullLogger<JobRunner>.Instance);
    }

    private async Task<Job> StartAsync(JobSet set, int? count = null, Actor? actor = null)
    {
        var answer = await Jobs.StartAsync(new JobRequest { Set = set, Count = count, Note = "Repaired." }, actor ?? AtHome, Cancellation);
        Assert.Null(answer.Refused);
        return answer.Job!; // as it is not refused
    }

    /// <summary>Rounds, and after each what the recipient answers, until nothing more happens; returns the messages tried in each.</summary>
    private async Task<List<List<string>>> RunAsync(JobRunner runner, Func<string, DeliveryState> answer)
    {
        var (rounds, names) = (new List<List<string>>(), Enumerable.Range(1, 99).Select(i => $"m-{i:00}").ToDictionary(id => Sample.DeliveryId(id)));
        for (var idle = 0; idle < 2;)
        {
            await runner.RoundAsync(Cancellation);
            var due = (await Store.TakeDueAsync(Time.Now, Time.Now.AddMinutes(2), 100, Cancellation)).ToPublish.Select(one => names[one.Delivery.DeliveryId]).ToList();
            Time.Now += TimeSpan.FromSeconds(1);
            await ApplyAsync([.. due.Select(id => Sample.Change(answer(id), id, code: ProblemCodes.StudentAmbiguous, payload: Sample.Payload()) with { At = Time.Now })]);
            idle = due.Count == 0 ? idle + 1 : 0;
            rounds.AddRange(due.Count == 0 ? [] : [due]);
        }

        return rounds;
    }

    private async Task ParkManyAsync(int count)
    {
        var names = Enumerable.Range(1, count).Select(i => $"m-{i:00}").ToList();
        foreach (var id in names)
        {
            await RecordAsync(Sample.Message(id)); // one by one: within one call there is no order
        }

        await ApplyAsync([.. names.Select(id => Sample.Change(DeliveryState.Parked, id, code: ProblemCodes.StudentAmbiguous, payload: Sample.Payload()))]);
    }

    private async Task<int> CountRetriesAsync(Job job) =>
        (await Audit.ListAsync(new AuditFilter { JobId = job.Id, Limit = 200 }, Cancellation)).Entries.Count(entry => entry.Action == AuditActions.Retry);
}
