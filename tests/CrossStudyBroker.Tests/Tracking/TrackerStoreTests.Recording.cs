using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task A_new_message_is_kept_with_its_deliveries()
    {
        var message = Sample.Message(recipients: [Sample.Third, Sample.Target], caseId: "case-1") with
        {
            Recipient = Sample.Target,
            Network = "3amk",
            InReplyTo = "m-0",
            TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            ReceivedAt = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567),
            StudentHashes = [Sample.Hash("a"), Sample.Hash("b"), Sample.Hash("a")],
        };

        var result = Assert.Single(await RecordAsync(message));

        Assert.Equal((RecordKind.New, MessageOutcome.Accepted), (result.Kind, result.Outcome));
        Assert.Equal(message.Deliveries, result.ToPublish);
        var stored = await FindAsync();
        Assert.Equal(
            (message.Sender, message.MessageId, message.Type, message.Recipient, message.Network),
            (stored.Sender, stored.MessageId, stored.Type, stored.Recipient, stored.Network));
        Assert.Equal(
            (message.CaseId, message.InReplyTo, message.TraceParent, message.Size, message.Outcome),
            (stored.CaseId, stored.InReplyTo, stored.TraceParent, stored.Size, stored.Outcome));
        Assert.Equal(Sample.Start.AddTicks(1_234_560), stored.ReceivedAt);
        Assert.Equal(TimeSpan.Zero, stored.ReceivedAt.Offset);
        Assert.Equal([Sample.Target, Sample.Third], stored.Deliveries.Select(d => d.Recipient));
        Assert.All(stored.Deliveries, d => Assert.Equal((DeliveryState.Queued, 0, stored.ReceivedAt), (d.State, d.Attempts, d.ChangedAt)));
        Assert.All(stored.Events, e => Assert.Equal((DeliveryState.Queued, stored.ReceivedAt), (e.State, e.At)));
        Assert.Equal(2, await CountAsync("student"));
    }

    [Fact]
    public async Task A_repeat_gets_the_stored_answer_and_stores_nothing()
    {
        Problem[] problems = [new("network-unknown", "/network", "expected a network of the directory"), new("sender-not-member")];
        await RecordAsync(Sample.Message(outcome: MessageOutcome.Refused) with { Problems = problems });

        var again = Assert.Single(await RecordAsync(Sample.Message() with { StudentHashes = [Sample.Hash("a")] }));

        Assert.Equal((RecordKind.Repeat, MessageOutcome.Refused), (again.Kind, again.Outcome));
        Assert.Equal(problems, again.Problems);
        Assert.Empty(again.ToPublish);
        Assert.Equal(0, await CountAsync("student"));
        Assert.Empty((await FindAsync()).Deliveries);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_a_conflict()
    {
        await RecordAsync(Sample.Message());

        var other = Assert.Single(await RecordAsync(Sample.Message(content: "something else", recipients: [Sample.Third])));

        Assert.Equal((RecordKind.Conflict, MessageOutcome.Refused), (other.Kind, other.Outcome));
        Assert.Equal("duplicate-conflict", Assert.Single(other.Problems).Code);
        Assert.Empty(other.ToPublish);
        Assert.Equal(Sample.Target, Assert.Single((await FindAsync()).Deliveries).Recipient);
    }

    [Fact]
    public async Task A_repeat_publishes_what_is_not_known_to_be_published()
    {
        await RecordAsync(Sample.Message(recipients: [Sample.Target, Sample.Third]));
        await ApplyAsync(Sample.Change(DeliveryState.Queued));

        var again = Assert.Single(await RecordAsync(Sample.Message(recipients: [Sample.Target, Sample.Third])));

        Assert.Equal((RecordKind.Repeat, MessageOutcome.Accepted), (again.Kind, again.Outcome));
        Assert.Equal(new DeliveryRecord(Sample.DeliveryId(recipient: Sample.Third), Sample.Third), Assert.Single(again.ToPublish));
    }

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Retrying)]
    [InlineData(DeliveryState.Parked)]
    [InlineData(DeliveryState.Processed)]
    public async Task A_repeat_publishes_nothing_that_has_gone_on(DeliveryState state)
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(state));

        Assert.Empty(Assert.Single(await RecordAsync(Sample.Message())).ToPublish);
    }

    [Fact]
    public async Task A_delivery_queued_again_is_published_again()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Queued), Sample.Change(DeliveryState.Parked), Sample.Change(DeliveryState.Queued));

        Assert.Single(Assert.Single(await RecordAsync(Sample.Message())).ToPublish);
        await ApplyAsync(Sample.Change(DeliveryState.Queued));
        Assert.Empty(Assert.Single(await RecordAsync(Sample.Message())).ToPublish);
    }

    [Fact]
    public async Task Results_come_in_the_order_given()
    {
        await RecordAsync(Sample.Message("m-2"), Sample.Message("m-4"));

        var results = await RecordAsync(
            [.. Enumerable.Range(1, 5).Select(n => Sample.Message($"m-{n}", content: n == 4 ? "other" : "as first sent"))]);

        Assert.Equal(
            [RecordKind.New, RecordKind.Repeat, RecordKind.New, RecordKind.Conflict, RecordKind.New], results.Select(r => r.Kind));
    }

    [Fact]
    public async Task A_dry_run_stores_no_delivery()
    {
        var result = Assert.Single(await RecordAsync(Sample.Message(outcome: MessageOutcome.DryRun)));

        Assert.Equal((RecordKind.New, MessageOutcome.DryRun), (result.Kind, result.Outcome));
        Assert.Empty(result.ToPublish);
        Assert.Empty((await FindAsync()).Deliveries);
        Assert.Null(await Store.FindAsync(Sample.Id(Sample.Home, "m-1"), Sample.Target, Cancellation));
    }

    [Fact]
    public async Task An_institution_may_be_sender_and_recipient_of_one_message()
    {
        await RecordAsync(Sample.Message(recipients: [Sample.Home]));

        Assert.Equal(["m-1"], await ListAsync(new MessageFilter { VisibleTo = Sample.Home }));
    }

    [Fact]
    public async Task Recording_nothing_is_allowed()
    {
        Assert.Empty(await RecordAsync());
        Assert.Empty(await ApplyAsync());
        Assert.Same(Facts.None, await Store.ReadFactsAsync(new FactsRequest(), Cancellation));
    }

    [Theory]
    [InlineData("nul \0 inside")]
    [InlineData("half a pair \ud83d")]
    [InlineData("whole pair \ud83d\ude00")]
    public async Task Unstorable_text_in_a_refused_message_harms_nobody(string text)
    {
        var odd = Sample.Message("odd", outcome: MessageOutcome.Refused) with
        {
            MessageId = text,
            Type = text,
            Recipient = text,
            Network = text,
            CaseId = text,
            InReplyTo = text,
            TraceParent = text,
            Problems = [new Problem("field-unknown", "/" + text)],
        };

        var results = await RecordAsync(odd, Sample.Message());

        Assert.All(results, r => Assert.Equal(RecordKind.New, r.Kind));
        Assert.Single(await ListAsync(new MessageFilter { MessageId = text }));
        Assert.Single(await ListAsync(new MessageFilter { CaseId = text }));
    }

    [Fact]
    public async Task Endless_text_in_a_refused_message_is_cut()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(n => $"{n:x}\u00e4"));

        await RecordAsync(Sample.Message("odd", outcome: MessageOutcome.Refused) with { MessageId = text, CaseId = text, Type = text });

        Assert.Equal(text[..256], Assert.Single(await ListAsync(new MessageFilter { MessageId = text })));
    }

    [Fact]
    public async Task Two_replicas_given_the_same_messages_record_each_once()
    {
        var replicas = Enumerable.Range(0, 4).Select(_ => OpenAnother()).ToList();
        var messages = Enumerable.Range(0, 200).Select(n => Sample.Message($"m-{n}") with { StudentHashes = [Sample.Hash("a")] }).ToList();

        // Each in another order and in batches of another size, so that they meet in the middle of each other's transactions.
        var results = await Task.WhenAll(replicas.Select((replica, index) => Task.Run(
            async () =>
            {
                var kinds = new List<RecordResult>();
                var order = index % 2 == 0 ? messages : messages.AsEnumerable().Reverse();
                foreach (var batch in order.Chunk(10 + (index * 7)))
                {
                    kinds.AddRange(await replica.RecordAsync(batch, Cancellation));
                }

                return kinds;
            },
            Cancellation)));

        Assert.Equal(messages.Count, results.Sum(r => r.Count(result => result.Kind == RecordKind.New)));
        Assert.DoesNotContain(results.SelectMany(r => r), r => r.Kind == RecordKind.Conflict);
        Assert.All(results.SelectMany(r => r), r => Assert.Single(r.ToPublish));
        Assert.Equal(messages.Count, await CountAsync("message"));
        Assert.Equal(messages.Count, await CountAsync("delivery"));
    }
}
