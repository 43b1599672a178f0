using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private static readonly DeliveryState[] States = Enum.GetValues<DeliveryState>();

    /// <summary>Every state, and how a new delivery gets there.</summary>
    public static TheoryData<DeliveryState> EveryState => [.. States];

    [Theory]
    [MemberData(nameof(EveryState))]
    public async Task From_each_state_only_the_allowed_transitions_take_effect(DeliveryState from)
    {
        // One delivery per state after, all of them first brought to the state before.
        await RecordAsync([.. States.Select(to => Sample.Message($"to-{to}"))]);
        await ApplyAsync([.. States.SelectMany(to => WayTo(from).Select(step => Sample.Change(step, $"to-{to}")))]);

        var changed = await ApplyAsync([.. States.Select(to => Sample.Change(to, $"to-{to}"))]);

        Assert.Equal(States.Where(to => DeliveryStates.MayBecome(from, to)), changed.Select(c => c.State));
        foreach (var to in States)
        {
            var expected = DeliveryStates.MayBecome(from, to) ? to : from;
            Assert.Equal(expected, (await DeliveryAsync($"to-{to}")).State);
        }
    }

    [Fact]
    public async Task An_effective_change_says_what_the_sender_is_told()
    {
        await RecordAsync(Sample.Message(caseId: "case-1"));

        var changed = Assert.Single(await ApplyAsync(Sample.Change(DeliveryState.Parked, code: "student-unknown") with { Attempts = 3 }));

        Assert.Equal(
            new DeliveryChanged
            {
                TrackingId = Sample.Id(Sample.Home, "m-1"),
                DeliveryId = Sample.DeliveryId(),
                Sender = Sample.Home,
                MessageId = "m-1",
                Type = "crossstudy.enrolment.requested.v1",
                CaseId = "case-1",
                Recipient = Sample.Target,
                State = DeliveryState.Parked,
                At = Sample.Start.AddMinutes(1),
                Code = "student-unknown",
            },
            changed);
        var delivery = await DeliveryAsync();
        Assert.Equal(
            (DeliveryState.Parked, "student-unknown", 3, Sample.Start.AddMinutes(1)),
            (delivery.State, delivery.Code, delivery.Attempts, delivery.ChangedAt));
    }

    [Fact]
    public async Task That_a_delivery_is_published_is_no_event_and_no_change()
    {
        await RecordAsync(Sample.Message());

        Assert.Empty(await ApplyAsync(Sample.Change(DeliveryState.Queued, code: "ignored") with { Attempts = 9 }));

        var message = await FindAsync();
        var delivery = Assert.Single(message.Deliveries);
        Assert.Equal((DeliveryState.Queued, null, 0, Sample.Start), (delivery.State, delivery.Code, delivery.Attempts, delivery.ChangedAt));
        Assert.Single(message.Events);
    }

    [Theory]
    [InlineData(DeliveryState.Parked)]
    [InlineData(DeliveryState.Retrying)]
    [InlineData(DeliveryState.Processed)]
    public async Task A_note_that_it_is_published_that_comes_after_the_outcome_moves_no_delivery(DeliveryState outcome)
    {
        await RecordAsync(Sample.Message());
        var note = Sample.Change(DeliveryState.Queued) with { OnlyPublished = true };

        var changed = await ApplyAsync(Sample.Change(outcome, code: "recipient-busy"), note);

        Assert.Equal([outcome], changed.Select(change => change.State));
        Assert.Empty(await ApplyAsync(note));
        Assert.Equal(outcome, (await DeliveryAsync()).State);
    }

    [Fact]
    public async Task Changes_of_one_delivery_in_one_call_are_applied_in_order()
    {
        await RecordAsync(Sample.Message(), Sample.Message("m-2"));

        var changed = await ApplyAsync(
            Sample.Change(DeliveryState.Queued),
            Sample.Change(DeliveryState.Delivered, "m-2"),
            Sample.Change(DeliveryState.Retrying, code: "recipient-busy") with { Attempts = 1 },
            Sample.Change(DeliveryState.Queued),
            Sample.Change(DeliveryState.Processed, "m-2"),
            Sample.Change(DeliveryState.Delivered),
            Sample.Change(DeliveryState.Retrying),
            Sample.Change(DeliveryState.Refused, code: "selection-unknown"));

        Assert.Equal(
            [
                ("m-2", DeliveryState.Delivered), ("m-1", DeliveryState.Retrying), ("m-1", DeliveryState.Queued),
                ("m-2", DeliveryState.Processed), ("m-1", DeliveryState.Delivered), ("m-1", DeliveryState.Refused),
            ],
            changed.Select(c => (c.MessageId, c.State)));
        Assert.Equal(
            [DeliveryState.Queued, DeliveryState.Retrying, DeliveryState.Queued, DeliveryState.Delivered, DeliveryState.Refused],
            (await FindAsync()).Events.Select(e => e.State));
        var delivery = await DeliveryAsync();
        Assert.Equal((DeliveryState.Refused, "selection-unknown", 1), (delivery.State, delivery.Code, delivery.Attempts));
    }

    [Fact]
    public async Task A_change_without_a_code_clears_the_code()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, code: "recipient-busy"), Sample.Change(DeliveryState.Delivered));

        Assert.Null((await DeliveryAsync()).Code);
        Assert.Equal([null, "recipient-busy", null], (await FindAsync()).Events.Select(e => e.Code));
    }

    [Fact]
    public async Task Changes_of_unknown_deliveries_are_ignored()
    {
        Assert.Empty(await ApplyAsync(Sample.Change(DeliveryState.Delivered, "unheard-of")));
    }

    [Fact]
    public async Task Repeats_and_any_order_end_in_the_same_state()
    {
        // What one delivered and processed message causes, told by different parties that know nothing of each other.
        DeliveryState[] told = [DeliveryState.Queued, DeliveryState.Delivered, DeliveryState.Processed, DeliveryState.Delivered, DeliveryState.Queued];
        var random = new Random(20260302);
        var messages = Enumerable.Range(0, 40).Select(n => $"m-{n}").ToList();
        await RecordAsync([.. messages.Select(id => Sample.Message(id))]);
        var changes = messages.SelectMany(id => told.Concat(told).Select(state => Sample.Change(state, id))).ToArray();
        random.Shuffle(changes);

        var effective = new List<DeliveryChanged>();
        foreach (var batch in changes.Chunk(33))
        {
            effective.AddRange(await ApplyAsync(batch));
        }

        foreach (var id in messages)
        {
            Assert.Equal(DeliveryState.Processed, (await DeliveryAsync(id)).State);
            Assert.Single(effective, c => c.MessageId == id && c.State == DeliveryState.Processed);
        }
    }

    [Fact]
    public async Task Two_replicas_told_the_same_apply_it_once()
    {
        var replicas = Enumerable.Range(0, 4).Select(_ => OpenAnother()).ToList();
        var ids = Enumerable.Range(0, 100).Select(n => $"m-{n}").ToList();
        await RecordAsync([.. ids.Select(id => Sample.Message(id))]);

        var effective = await Task.WhenAll(replicas.Select((replica, index) => Task.Run(
            async () =>
            {
                var changes = ids.SelectMany(id => new[] { Sample.Change(DeliveryState.Delivered, id), Sample.Change(DeliveryState.Processed, id) });
                var count = 0;
                foreach (var batch in (index % 2 == 0 ? changes : changes.Reverse()).Chunk(20 + index))
                {
                    count += (await replica.ApplyAsync(batch, Cancellation)).Count(c => c.State == DeliveryState.Processed);
                }

                return count;
            },
            Cancellation)));

        Assert.Equal(ids.Count, effective.Sum());
        foreach (var id in ids)
        {
            Assert.Equal(DeliveryState.Processed, (await DeliveryAsync(id)).State);
        }
    }

    [Fact]
    public async Task A_waiting_delivery_keeps_its_sealed_payload()
    {
        await RecordAsync(Sample.Message());

        await ApplyAsync(Sample.Change(DeliveryState.Retrying, payload: Sample.Payload()));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload()));
        await ApplyAsync(Sample.Change(DeliveryState.Queued));

        Assert.Equal(1, await CountAsync("vault"));
    }

    [Fact]
    public async Task A_payload_of_a_change_without_effect_is_not_kept()
    {
        await RecordAsync(Sample.Message());

        await ApplyAsync(Sample.Change(DeliveryState.Processed), Sample.Change(DeliveryState.Parked, payload: Sample.Payload()));

        Assert.Equal(0, await CountAsync("vault"));
    }

    [Theory]
    [MemberData(nameof(EveryState))]
    public async Task The_payload_is_erased_once_it_is_delivered_or_nothing_can_follow(DeliveryState state)
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, payload: Sample.Payload()));

        var changed = await ApplyAsync(Sample.Change(state, payload: Sample.Payload()));

        var isErased = changed.Count > 0 && (state == DeliveryState.Delivered || DeliveryStates.IsFinal(state));
        Assert.Equal(isErased ? 0 : 1, await CountAsync("vault"));
    }

    // The shortest way of allowed transitions from Queued, found from the table itself.
    private static List<DeliveryState> WayTo(DeliveryState state)
    {
        var ways = new Dictionary<DeliveryState, List<DeliveryState>> { [DeliveryState.Queued] = [] };
        var open = new Queue<DeliveryState>([DeliveryState.Queued]);
        while (open.TryDequeue(out var from))
        {
            foreach (var to in DeliveryStates.Allowed.GetValueOrDefault(from, []).Where(to => !ways.ContainsKey(to)))
            {
                ways[to] = [.. ways[from], to];
                open.Enqueue(to);
            }
        }

        return ways[state];
    }
}
