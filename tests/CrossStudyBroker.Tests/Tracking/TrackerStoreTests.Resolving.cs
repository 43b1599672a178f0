using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private static readonly Actor AtHome = new() { Institution = Sample.Home, Person = "p-1", Name = "Home Person" };
    private static readonly Actor AtTarget = new() { Institution = Sample.Target, Person = "p-2", Name = "Target Person" };
    private static readonly Actor AtThird = new() { Institution = Sample.Third };
    private static readonly Actor Operator = new() { Person = "p-3" };

    private readonly List<DeliveryChanged> _told = [];

    private AuditLog Audit => new((ITrackerDatabase)Store);

    private Resolving Resolving => new((ITrackerDatabase)Store, Audit, Store, _told.AddRange, Time);

    [Fact]
    public async Task A_parked_delivery_is_retried_and_that_is_written_down()
    {
        await ParkAsync();

        var result = await ActAsync(AtTarget, Verb.Retry, note: "Repaired.");

        Assert.Null(result.Refused);
        Assert.Equal(Sample.DeliveryId(), Assert.Single((await Store.TakeDueAsync(Time.Now, Time.Now, 10, Cancellation)).ToPublish).Delivery.DeliveryId);
        var entry = Assert.Single((await Audit.ListAsync(new AuditFilter(), Cancellation)).Entries);
        Assert.Equal((AtTarget with { }, "retry", AuditOutcome.Done, 1, Party.Recipient, "Repaired."), (entry.By, entry.Action, entry.Outcome, entry.Step, entry.As, entry.Note));
        Assert.Equal((Sample.DeliveryId(), "case-1", Sample.Home, Sample.Target, ProblemCodes.StudentAmbiguous), (entry.DeliveryId, entry.CaseId, entry.Sender, entry.Recipient, entry.Code));
        Assert.Equal(Time.Now, entry.At);
    }

    [Fact]
    public async Task The_same_again_is_answered_as_the_first_time_and_done_once()
    {
        await ParkAsync();
        foreach (var (actor, verb, to) in new (Actor, Verb, Party?)[] { (AtTarget, Verb.Take, null), (AtTarget, Verb.HandOver, Party.Sender), (AtHome, Verb.Escalate, null), (AtHome, Verb.Note, null), (AtHome, Verb.Retry, null), (AtHome, Verb.Discard, null) })
        {
            Assert.False((await ActAsync(actor, verb, "As said.", to)).IsRepeated);
            var again = await ActAsync(actor, verb, "As said.", to);
            Assert.True(again.IsRepeated, verb.ToString());
            Assert.Null(again.Refused);
        }

        Assert.Equal(6, await CountAsync("audit"));
        Assert.Single(_told);
    }

    [Fact]
    public async Task A_retry_that_failed_again_is_no_repetition()
    {
        await ParkAsync();
        await ActAsync(AtHome, Verb.Retry);
        await Store.TakeDueAsync(Time.Now, Time.Now, 10, Cancellation);
        await ApplyAsync(Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentUnknown));

        var again = await ActAsync(AtHome, Verb.Retry);

        Assert.Equal((false, null), (again.IsRepeated, again.Refused));
        Assert.Equal(2, again.View.Done.Count);
    }

    [Fact]
    public async Task Of_two_at_once_one_wins_and_the_other_learns_who_and_when()
    {
        await ParkAsync();

        var results = await Task.WhenAll(ActAsync(AtHome, Verb.Discard), ActAsync(AtTarget, Verb.Return, "Not ours."), ActAsync(AtHome with { Person = "p-9" }, Verb.ResolveElsewhere));

        var winner = Assert.Single(results, result => result.Refused is null);
        var entry = Assert.Single(winner.View.Done, done => done.Outcome == AuditOutcome.Done);
        Assert.All(results.Where(result => result != winner), loser =>
        {
            Assert.Equal(ProblemCodes.DeliverySettled, loser.Refused!.Code);
            Assert.Equal((entry.By, entry.At), (loser.Refused.Because!.By, loser.Refused.Because.At));
        });
        Assert.Single(_told);
        Assert.Equal(3, await CountAsync("audit"));
    }

    [Fact]
    public async Task Of_two_who_take_it_at_once_one_has_it()
    {
        await ParkAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => ActAsync(AtTarget with { Person = $"p-{i}" }, Verb.Take)));

        var winner = Assert.Single(results, result => result.Refused is null);
        Assert.All(results.Where(result => result != winner), loser => Assert.Equal(
            (ProblemCodes.DeliveryTaken, winner.View.Handling.Taken!.By),
            (loser.Refused!.Code, loser.Refused.Because!.By)));
    }

    [Fact]
    public async Task A_delivery_that_went_its_way_in_the_meantime_is_not_returned()
    {
        await ParkAsync();
        var slow = new Resolving((ITrackerDatabase)Store, Audit, new StoreAround(Store) { BeforeApply = _ => ApplyAsync(Sample.Change(DeliveryState.Processed)) }, _told.AddRange, Time);

        var result = await slow.ActAsync(Sample.DeliveryId(), new VerbRequest { Verb = Verb.Return }, AtTarget, Cancellation);

        Assert.Equal(ProblemCodes.DeliverySettled, result!.Refused!.Code);
        Assert.Equal(DeliveryState.Processed, (await DeliveryAsync()).State);
        Assert.Equal((AuditOutcome.Refused, ProblemCodes.DeliverySettled), Assert.Single((await Audit.ListAsync(new AuditFilter(), Cancellation)).Entries) is var entry ? (entry.Outcome, entry.Refusal) : default);
        Assert.Null((await ActAsync(AtTarget, Verb.Note, "A step is free again.")).Refused);
    }

    [Fact]
    public async Task What_was_begun_by_a_process_that_ended_does_not_stand_in_the_way_for_ever()
    {
        await ParkAsync();
        await Audit.AddAsync(new AuditEntry { At = Time.Now, By = AtHome, Action = AuditActions.Retry, DeliveryId = Sample.DeliveryId(), Step = 1, Outcome = AuditOutcome.Begun }, Cancellation);

        Assert.Equal(ProblemCodes.DeliveryOnItsWay, (await ActAsync(AtTarget, Verb.Retry)).Refused?.Code);
        Time.Now += TimeSpan.FromMinutes(2);
        Assert.Null((await ActAsync(AtTarget, Verb.Retry)).Refused);
    }

    [Fact]
    public async Task A_returned_message_goes_back_with_code_and_note_and_shows_what_replaced_it()
    {
        await ParkAsync();

        await ActAsync(AtTarget, Verb.Return, "Wrong campus.", code: ProblemCodes.SelectionUnknown);

        var told = Assert.Single(_told);
        Assert.Equal((DeliveryState.Returned, ProblemCodes.SelectionUnknown, "Wrong campus."), (told.State, told.Code, told.Note));
        Assert.Equal(("recipient", ProblemCodes.SelectionUnknown, null), await DeliveryAsync() is var returned ? (returned.By, returned.Code, returned.PayloadExpiresAt) : default);

        await RecordAsync(Sample.Message("m-2", caseId: "case-1") with { Replaces = "m-1" }, Sample.Message("m-3", recipients: [Sample.Third]) with { Replaces = "m-1" });
        await ApplyAsync(Sample.Change(DeliveryState.Processed, "m-2"));
        var atHome = (await Resolving.FindAsync(Sample.DeliveryId(), AtHome, Cancellation))!;
        Assert.Equal([("m-2", DeliveryState.Processed), ("m-3", null)], atHome.Transfer.ReplacedBy.Select(later => (later.MessageId, later.State)));
        Assert.Null(atHome.Handling.Turn);
        var atTarget = (await Resolving.FindAsync(Sample.DeliveryId(), AtTarget, Cancellation))!;
        Assert.Equal(["m-2"], atTarget.Transfer.ReplacedBy.Select(later => later.MessageId));
    }

    [Fact]
    public async Task A_text_with_an_identity_code_is_refused_and_kept_nowhere()
    {
        await ParkAsync();

        var result = await ActAsync(AtTarget, Verb.Note, "About 010190-999W.");

        Assert.Equal(ProblemCodes.IdentityInText, result.Refused!.Code);
        var entry = Assert.Single((await Audit.ListAsync(new AuditFilter(), Cancellation)).Entries);
        Assert.Equal((AuditOutcome.Refused, ProblemCodes.IdentityInText, null, null), (entry.Outcome, entry.Refusal, entry.Note, entry.Step));
    }

    [Fact]
    public async Task A_stranger_finds_nothing_and_leaves_no_trace()
    {
        await ParkAsync();

        Assert.Null(await Resolving.FindAsync(Sample.DeliveryId(), AtThird, Cancellation));
        Assert.Null(await Resolving.ActAsync(Sample.DeliveryId(), new VerbRequest { Verb = Verb.Note, Note = "Hello." }, AtThird, Cancellation));
        Assert.Null(await Resolving.ActAsync(Sample.DeliveryId("absent"), new VerbRequest { Verb = Verb.Note, Note = "Hello." }, AtHome, Cancellation));
        Assert.Equal(0, await CountAsync("audit"));
    }

    [Fact]
    public async Task The_operator_acts_when_the_home_asked_and_hands_back_R25()
    {
        await ParkAsync();
        Assert.Equal(ProblemCodes.OperatorNotAsked, (await ActAsync(Operator, Verb.Return)).Refused?.Code);
        Assert.Equal(ProblemCodes.ResolutionNotYours, (await ActAsync(AtTarget, Verb.Escalate)).Refused?.Code);

        await ActAsync(AtHome, Verb.Escalate, "We cannot agree.");
        Assert.Equal(Party.Operator, (await ActAsync(Operator, Verb.Take)).View.Handling.Turn);
        Assert.Equal(Party.Recipient, (await ActAsync(Operator, Verb.HandOver, to: Party.Recipient)).View.Handling.Turn);

        Assert.Equal(ProblemCodes.OperatorNotAsked, (await ActAsync(Operator, Verb.Return)).Refused?.Code);
        Assert.Null((await ActAsync(AtHome, Verb.Escalate)).Refused);
    }

    [Fact]
    public async Task An_institution_reads_the_audit_of_its_own_messages_page_by_page_and_the_operator_all_of_it()
    {
        await ParkAsync();
        await RecordAsync(Sample.Message("m-2", recipients: [Sample.Target, Sample.Third]));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "m-2"), Sample.Change(DeliveryState.Parked, "m-2", Sample.Third));
        for (var i = 0; i < 5; i++)
        {
            await ActAsync(AtHome, Verb.Note, $"n-{i}");
            Time.Now += TimeSpan.FromMinutes(1);
        }

        await Resolving.ActAsync(Sample.DeliveryId("m-2"), new VerbRequest { Verb = Verb.Note, Note = "to target" }, AtHome, Cancellation);
        await Resolving.ActAsync(Sample.DeliveryId("m-2", Sample.Third), new VerbRequest { Verb = Verb.Note, Note = "to third" }, AtHome, Cancellation);

        Assert.Equal(["to third", "to target", "n-4", "n-3", "n-2", "n-1", "n-0"], await PagedAsync(new AuditFilter { Limit = 3 }));
        Assert.Equal(["to third", "to target", "n-4", "n-3", "n-2", "n-1", "n-0"], await PagedAsync(new AuditFilter { VisibleTo = Sample.Home, Limit = 2 }));
        Assert.Equal(["to target", "n-4", "n-3", "n-2", "n-1", "n-0"], await PagedAsync(new AuditFilter { VisibleTo = Sample.Target, Limit = 1 }));
        Assert.Equal(["to third"], await PagedAsync(new AuditFilter { VisibleTo = Sample.Third }));
        Assert.Equal(["to target"], await PagedAsync(new AuditFilter { DeliveryId = Sample.DeliveryId("m-2"), VisibleTo = Sample.Target }));
        Assert.Equal(["to third", "to target"], await PagedAsync(new AuditFilter { TrackingId = Sample.Id(Sample.Home, "m-2") }));
        Assert.Equal(["to target"], await PagedAsync(new AuditFilter { TrackingId = Sample.Id(Sample.Home, "m-2"), VisibleTo = Sample.Target }));
        Assert.Equal(["n-4", "n-3", "n-2", "n-1", "n-0"], await PagedAsync(new AuditFilter { CaseId = "case-1", Limit = 2 }));
        Assert.Equal(["n-2", "n-1"], await PagedAsync(new AuditFilter { From = Sample.Start.AddMinutes(1), To = Sample.Start.AddMinutes(3) }));

        async Task<string[]> PagedAsync(AuditFilter filter)
        {
            var notes = new List<string>();
            for (AuditPage? page = null; page is null or { Next: not null };)
            {
                page = await Audit.ListAsync(filter with { Before = page?.Next }, Cancellation);
                Assert.InRange(page.Entries.Count, 1, filter.Limit);
                notes.AddRange(page.Entries.Select(entry => entry.Note!)); // notes only
            }

            return [.. notes];
        }
    }

    [Fact]
    public async Task The_audit_tells_who_did_a_certain_thing()
    {
        await ParkAsync();
        await ActAsync(AtHome, Verb.Note, "by home");
        await ActAsync(Operator, Verb.Note, "by the operator");
        await ActAsync(AtTarget, Verb.Take);

        Assert.Equal(["by the operator", "by home"], await NotesAsync(new AuditFilter { Action = AuditActions.Note }));
        Assert.Equal(["by home"], await NotesAsync(new AuditFilter { By = Sample.Home }));
        Assert.Equal(["by the operator"], await NotesAsync(new AuditFilter { By = AuditFilter.ByOperator, VisibleTo = Sample.Target }));
        Assert.Empty(await NotesAsync(new AuditFilter { By = AuditFilter.ByOperator, VisibleTo = Sample.Third }));
        Assert.Empty(await NotesAsync(new AuditFilter { By = Sample.Home, Action = AuditActions.Take }));

        async Task<IEnumerable<string?>> NotesAsync(AuditFilter filter) => (await Audit.ListAsync(filter, Cancellation)).Entries.Select(entry => entry.Note);
    }

    private async Task ParkAsync()
    {
        await RecordAsync(Sample.Message(caseId: "case-1"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentAmbiguous, payload: Sample.Payload()));
    }

    private async Task<VerbResult> ActAsync(Actor actor, Verb verb, string? note = null, Party? to = null, string? code = null) =>
        (await Resolving.ActAsync(Sample.DeliveryId(), new VerbRequest { Verb = verb, Note = note, To = to, Code = code }, actor, Cancellation))!; // all of them have a part in it
}
