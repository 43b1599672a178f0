using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private const string PersonalData = "crossstudy.personal-data.changed.v1", StudyRight = "crossstudy.study-right.changed.v1";

    [Fact]
    public async Task A_later_message_of_a_case_is_behind_one_that_waits_and_nobody_else_is()
    {
        await RecordAsync(Sample.Message(caseId: "case-1", recipients: [Sample.Target, Sample.Third]));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload()));

        var later = await RecordAsync(
            Sample.Message("same-case", caseId: "case-1"),
            Sample.Message("other-recipient", caseId: "case-1", recipients: [Sample.Third]),
            Sample.Message("other-case", caseId: "case-2"),
            Sample.Message("no-case"),
            Sample.Message("other-sender", sender: Sample.Third, caseId: "case-1"));

        Assert.Equal([Sample.DeliveryId("same-case")], later.SelectMany(result => result.Behind));
        Assert.Empty(later.SelectMany(result => result.Supersedes));
    }

    [Fact]
    public async Task A_later_change_of_a_student_is_behind_one_that_waits_by_any_identifier_R3()
    {
        await RecordAsync(Change("m-1", PersonalData, "a", "b"));
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, payload: Sample.Payload()));

        var later = await RecordAsync(
            Change("same", StudyRight, "b", "c"),
            Change("other-student", StudyRight, "c"),
            Change("enrolment", "crossstudy.enrolment.requested.v1", "a"));

        Assert.Equal([Sample.DeliveryId("same")], later.SelectMany(result => result.Behind));
    }

    [Theory]
    [InlineData(DeliveryState.Queued, false)] // it is ahead on the same queue by itself
    [InlineData(DeliveryState.Retrying, true)]
    [InlineData(DeliveryState.Parked, true)]
    [InlineData(DeliveryState.Held, true)]
    [InlineData(DeliveryState.Delivered, false)]
    [InlineData(DeliveryState.Processed, false)]
    [InlineData(DeliveryState.Refused, false)]
    [InlineData(DeliveryState.Expired, false)]
    public async Task Only_what_waits_holds_a_new_message(DeliveryState earlier, bool isBehind)
    {
        await RecordAsync(Sample.Message(caseId: "case-1"));
        await ApplyAsync(Sample.Change(earlier, payload: Sample.Payload()));

        var later = Assert.Single(await RecordAsync(Sample.Message("later", caseId: "case-1")));

        Assert.Equal(isBehind, later.Behind.Count == 1);
        Assert.Single(later.ToPublish);
    }

    [Fact]
    public async Task A_repeat_whose_deliveries_are_not_yet_published_is_behind_like_the_first_time()
    {
        await RecordAsync(Sample.Message(caseId: "case-1"));
        await RecordAsync(Sample.Message("later", caseId: "case-1"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload()));

        var repeat = Assert.Single(await RecordAsync(Sample.Message("later", caseId: "case-1")));

        Assert.Equal((RecordKind.Repeat, Sample.DeliveryId("later")), (repeat.Kind, Assert.Single(repeat.Behind)));
    }

    [Fact]
    public async Task A_newer_whole_state_makes_the_waiting_one_needless_and_is_not_behind_it()
    {
        await RecordAsync(Change("old", PersonalData, "a") with { StateKey = [1] });
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "old", payload: Sample.Payload()));

        var newer = Assert.Single(await RecordAsync(Change("new", PersonalData, "a", "b") with { StateKey = [1] }));

        Assert.Equal([Sample.DeliveryId("old")], newer.Supersedes);
        Assert.Empty(newer.Behind);
    }

    [Fact]
    public async Task A_newer_state_of_something_else_or_without_an_identifier_of_the_older_one_waits_behind_it()
    {
        await RecordAsync(Change("old", PersonalData, "a", "former") with { StateKey = [1] });
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "old", payload: Sample.Payload()));

        var newer = await RecordAsync(
            Change("other-state", StudyRight, "a", "former") with { StateKey = [2] },
            Change("less-identified", PersonalData, "a") with { StateKey = [1] },
            Change("partial", PersonalData, "a", "former"));

        Assert.Empty(newer.SelectMany(result => result.Supersedes));
        Assert.Equal(["other-state", "less-identified", "partial"], newer.SelectMany(result => result.Behind).Select(id =>
            new[] { "other-state", "less-identified", "partial" }.Single(name => Sample.DeliveryId(name) == id)));
    }

    [Fact]
    public async Task A_message_that_names_the_one_it_replaces_makes_it_needless_while_it_waits()
    {
        await RecordAsync(Sample.Message("waits"), Sample.Message("is-there"), Sample.Message("of-another", sender: Sample.Third));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "waits", payload: Sample.Payload()), Sample.Change(DeliveryState.Processed, "is-there"));

        var newer = await RecordAsync(
            Sample.Message("new-1") with { Replaces = "waits" },
            Sample.Message("new-2") with { Replaces = "is-there" },
            Sample.Message("new-3", recipients: [Sample.Third]) with { Replaces = "waits" },
            Sample.Message("new-4") with { Replaces = "of-another" });

        Assert.Equal([[Sample.DeliveryId("waits")], [], [], []], newer.Select(result => result.Supersedes));
    }

    [Fact]
    public async Task Only_a_new_message_that_shares_its_order_with_no_other_is_alone_in_it()
    {
        var first = await RecordAsync(
            Sample.Message("m-1", caseId: "case-1"),
            Sample.Message("other-case", caseId: "case-2"),
            Sample.Message("without-case", caseId: null),
            Sample.Message("of-another-sender", sender: Sample.Third, caseId: "case-1"),
            Sample.Message("whole-state", type: PersonalData, caseId: null));
        var later = await RecordAsync(Sample.Message("later", caseId: "case-1"), Sample.Message("other-case", caseId: "case-2"));

        Assert.Equal([true, true, true, true, false], first.Select(result => result.IsAlone));
        Assert.Equal([(RecordKind.New, false), (RecordKind.Repeat, false)], later.Select(result => (result.Kind, result.IsAlone)));
        Assert.False((await RecordAsync(Sample.Message("one", caseId: "case-3"), Sample.Message("two", caseId: "case-3")))[1].IsAlone);
    }

    [Fact]
    public async Task A_delivery_is_admitted_behind_an_earlier_one_until_that_is_delivered()
    {
        await RecordAsync(Sample.Message(caseId: "case-1"));
        await RecordAsync(Sample.Message("later", caseId: "case-1"));

        Assert.Equal([(Sample.DeliveryId(), false), (Sample.DeliveryId("later"), true)], await AdmitAsync("m-1", "later"));
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, payload: Sample.Payload()));
        Assert.Equal([(Sample.DeliveryId("later"), true)], await AdmitAsync("later"));
        await ApplyAsync(Sample.Change(DeliveryState.Delivered));
        Assert.Equal([(Sample.DeliveryId("later"), false)], await AdmitAsync("later", "unknown"));
    }

    [Fact]
    public async Task An_admission_says_how_often_it_was_tried_and_whether_its_payload_is_kept()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, payload: Sample.Payload()) with { Attempts = 5, Tries = 2 });

        Assert.Equal(
            [new Admission(Sample.DeliveryId(), DeliveryState.Retrying, 5, 2, IsBehind: false, IsKept: true)],
            await Store.AdmitAsync([Sample.DeliveryId()], Cancellation));
    }

    [Fact]
    public async Task Held_messages_follow_one_by_one_in_their_order_when_the_first_is_over()
    {
        foreach (var id in new[] { "m-1", "m-2", "m-3" })
        {
            await RecordAsync(Sample.Message(id, caseId: "case-1"));
        }

        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload()), Held("m-3"), Held("m-2"));
        Assert.Empty(await TakeDueAsync());

        await ApplyAsync(Sample.Change(DeliveryState.Discarded));
        Assert.Equal(["m-2"], await TakeDueAsync());
        await ApplyAsync(Sample.Change(DeliveryState.Processed, "m-2"));
        Assert.Equal(["m-3"], await TakeDueAsync());
    }

    [Fact]
    public async Task A_message_that_is_held_just_after_its_way_came_free_is_due_at_once()
    {
        await RecordAsync(Sample.Message(caseId: "case-1"));
        await RecordAsync(Sample.Message("later", caseId: "case-1"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked), Sample.Change(DeliveryState.Discarded));

        await ApplyAsync(Held("later"));

        Assert.Equal(["later"], await TakeDueAsync());
    }

    [Fact]
    public async Task A_message_behind_two_waits_for_both()
    {
        await RecordAsync(Change("of-a", PersonalData, "a"));
        await RecordAsync(Change("of-b", PersonalData, "b"));
        await RecordAsync(Change("of-both", PersonalData, "a", "b"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, "of-a"), Sample.Change(DeliveryState.Parked, "of-b"), Held("of-both"));

        await ApplyAsync(Sample.Change(DeliveryState.Discarded, "of-a"));
        Assert.Empty(await TakeDueAsync());
        await ApplyAsync(Sample.Change(DeliveryState.Discarded, "of-b"));
        Assert.Equal(["of-both"], await TakeDueAsync());
    }

    [Fact]
    public async Task What_is_tried_again_is_taken_at_its_time_once_and_again_only_if_it_is_never_published()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, code: "recipient-busy", payload: Sample.Payload()) with { DueAt = Sample.Start.AddMinutes(5) });
        Assert.Equal(Sample.Start.AddMinutes(5), (await DeliveryAsync()).DueAt);

        Assert.Empty(await TakeDueAsync(Sample.Start.AddMinutes(4)));
        var due = await Store.TakeDueAsync(Sample.Start.AddMinutes(5), Sample.Start.AddMinutes(7), 10, Cancellation);
        var taken = Assert.Single(due.ToPublish).Delivery;
        Assert.Equal((Sample.DeliveryId(), Sample.Target, "key-1"), (taken.DeliveryId, taken.Recipient, taken.Payload!.KeyId));
        Assert.Equal((DeliveryState.Queued, "m-1"), (Assert.Single(due.Changed).State, due.Changed[0].MessageId));

        Assert.Empty(await TakeDueAsync(Sample.Start.AddMinutes(6)));
        Assert.Equal(["m-1"], await TakeDueAsync(Sample.Start.AddMinutes(7)));
        await ApplyAsync(Sample.Change(DeliveryState.Queued) with { OnlyPublished = true });
        Assert.Empty(await TakeDueAsync(Sample.Start.AddHours(1)));
    }

    [Fact]
    public async Task What_is_due_without_a_payload_is_parked_and_says_so()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying) with { DueAt = Sample.Start });

        Assert.Empty(await TakeDueAsync());

        var delivery = await DeliveryAsync();
        Assert.Equal((DeliveryState.Parked, ProblemCodes.PayloadNotKept), (delivery.State, delivery.Code));
    }

    [Fact]
    public async Task A_person_makes_due_what_is_parked_and_has_a_payload_and_its_tries_begin_anew()
    {
        await RecordAsync(Sample.Message(), Sample.Message("gone"), Sample.Message("done"));
        await ApplyAsync(
            Sample.Change(DeliveryState.Parked, payload: Sample.Payload()) with { Tries = 9, Attempts = 9 },
            Sample.Change(DeliveryState.Parked, "gone"),
            Sample.Change(DeliveryState.Processed, "done"));

        Assert.Equal([Sample.DeliveryId()], await Store.MakeDueAsync([Sample.DeliveryId(), Sample.DeliveryId("gone"), Sample.DeliveryId("done")], Sample.Start, Cancellation));

        Assert.Equal(["m-1"], await TakeDueAsync());
        var admission = Assert.Single(await Store.AdmitAsync([Sample.DeliveryId()], Cancellation));
        Assert.Equal((9, 0), (admission.Attempts, admission.Tries));
    }

    [Fact]
    public async Task No_recipient_is_taken_more_of_than_asked_and_the_oldest_go_first()
    {
        for (var i = 0; i < 5; i++)
        {
            await RecordAsync(Sample.Message($"m-{i}"), Sample.Message($"other-{i}", recipients: [Sample.Third]));
            await ApplyAsync(
                Sample.Change(DeliveryState.Retrying, $"m-{i}", payload: Sample.Payload()) with { DueAt = Sample.Start.AddSeconds(-i) },
                Sample.Change(DeliveryState.Retrying, $"other-{i}", Sample.Third, payload: Sample.Payload()) with { DueAt = Sample.Start });
        }

        var due = await Store.TakeDueAsync(Sample.Start, Sample.Start.AddHours(1), 2, Cancellation);

        Assert.Equal(
            [Sample.DeliveryId("m-0"), Sample.DeliveryId("m-1"), Sample.DeliveryId("other-0", Sample.Third), Sample.DeliveryId("other-1", Sample.Third)],
            due.ToPublish.OrderBy(taken => taken.Delivery.Recipient).Select(taken => taken.Delivery.DeliveryId));
    }

    [Fact]
    public async Task What_was_on_its_way_in_a_forgetful_transport_is_due_in_order_and_all_else_stays()
    {
        await RecordAsync(Sample.Message("on-its-way", caseId: "case-1") with { Deliveries = [Kept("on-its-way")] });
        await RecordAsync(Sample.Message("behind", caseId: "case-1") with { Deliveries = [Kept("behind")] });
        await RecordAsync(Sample.Message("there") with { Deliveries = [Kept("there")] }, Sample.Message("parked") with { Deliveries = [Kept("parked")] });
        await ApplyAsync(
            Sample.Change(DeliveryState.Queued, "on-its-way") with { OnlyPublished = true },
            Sample.Change(DeliveryState.Delivered, "there"),
            Sample.Change(DeliveryState.Parked, "parked"));
        Assert.Equal(3, await CountAsync("vault"));

        Assert.Equal(2, await Store.MakeQueuedDueAsync(Sample.Start, Cancellation));

        Assert.Equal(["on-its-way"], await TakeDueAsync());
        await ApplyAsync(Sample.Change(DeliveryState.Processed, "on-its-way"));
        Assert.Equal(["behind"], await TakeDueAsync());
    }

    [Fact]
    public async Task A_payload_that_comes_after_the_failure_is_kept_and_moves_nothing()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, code: "recipient-busy"));

        Assert.Empty(await ApplyAsync(Sample.Change(DeliveryState.Retrying, code: "recipient-rejected", payload: Sample.Payload())));

        Assert.Equal((1, "recipient-busy"), (await CountAsync("vault"), (await DeliveryAsync()).Code));
    }

    [Fact]
    public async Task Two_replicas_take_each_due_delivery_once()
    {
        var replicas = new[] { Store, OpenAnother(), OpenAnother() };
        var ids = Enumerable.Range(0, 120).Select(n => $"m-{n}").ToList();
        await RecordAsync([.. ids.Select(id => Sample.Message(id))]);
        await ApplyAsync([.. ids.Select(id => Sample.Change(DeliveryState.Retrying, id, payload: Sample.Payload()) with { DueAt = Sample.Start })]);

        var taken = await Task.WhenAll(replicas.Select(replica => Task.Run(
            async () =>
            {
                var all = new List<Guid>();
                while ((await replica.TakeDueAsync(Sample.Start, Sample.Start.AddHours(1), 7, Cancellation)).ToPublish is { Count: > 0 } some)
                {
                    all.AddRange(some.Select(due => due.Delivery.DeliveryId));
                }

                return all;
            },
            Cancellation)));

        var rest = await Store.TakeDueAsync(Sample.Start, Sample.Start.AddHours(1), 1000, Cancellation); // a replica passes over what another one is just taking
        Assert.Equal(ids.Select(id => Sample.DeliveryId(id)).Order(), taken.SelectMany(some => some).Concat(rest.ToPublish.Select(due => due.Delivery.DeliveryId)).Order());
    }

    /// <summary>
    /// Random failures, retries, discards and new messages of a few cases and students, on two replicas at once. Whatever happens: nobody is handed a
    /// message while an earlier one of its order is open, nobody waits for anybody else, and in the end everybody has been served.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Order_holds_under_any_interleaving(int seed)
    {
        var world = new OrderWorld([Store, OpenAnother()], seed, Cancellation);
        await world.RunAsync(messages: 120);
        Assert.Empty(world.Violations);
        Assert.Equal(120, world.Served);
    }

    private static MessageRecord Change(string id, string type, params string[] students) =>
        Sample.Message(id, type: type) with { StudentHashes = [.. students.Select(Sample.Hash)] };

    private static DeliveryChange Held(string id) => Sample.Change(DeliveryState.Held, id, payload: Sample.Payload());

    private static DeliveryRecord Kept(string id) => new(Sample.DeliveryId(id), Sample.Target, Sample.Payload());

    private async Task<(Guid Id, bool IsBehind)[]> AdmitAsync(params string[] ids) =>
        [.. (await Store.AdmitAsync([.. ids.Select(id => Sample.DeliveryId(id))], Cancellation)).Select(admission => (admission.DeliveryId, admission.IsBehind))
            .OrderBy(admission => ids.Select(id => Sample.DeliveryId(id)).ToList().IndexOf(admission.DeliveryId))];

    private async Task<string[]> TakeDueAsync(DateTimeOffset? now = null)
    {
        var at = now ?? Sample.Start.AddMinutes(1);
        var due = await Store.TakeDueAsync(at, at.AddMinutes(1), 100, Cancellation);
        var all = (await Store.ListAsync(new MessageFilter { Limit = 200 }, Cancellation)).Messages;
        return [.. due.ToPublish.Select(taken => all.Single(message => message.Deliveries.Any(delivery => delivery.DeliveryId == taken.Delivery.DeliveryId)).MessageId)];
    }
}
