using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    /// <summary>Filters of every sort, alone and together; each is checked against the same question asked in memory.</summary>
    public static TheoryData<string, MessageFilter> Filters
    {
        get
        {
            var none = new MessageFilter { Limit = 7 };
            MessageFilter[] singles =
            [
                none with { VisibleTo = Sample.Home },
                none with { VisibleTo = Sample.Third },
                none with { Institution = Sample.Target },
                none with { Kind = "completion" },
                none with { State = DeliveryState.Parked },
                none with { State = DeliveryState.Queued },
                none with { State = DeliveryState.Refused },
                none with { Outcome = MessageOutcome.Refused },
                none with { Outcome = MessageOutcome.Accepted },
                none with { From = Sample.Start.AddMinutes(10) },
                none with { To = Sample.Start.AddMinutes(25) },
                none with { CaseId = "case-3" },
                none with { Cause = CauseRules.Id(ProblemCodes.CodeUnlisted, "adapter", Sample.Target, "crossstudy.completion.recorded.v1") },
                none with { Cause = CauseRules.Id(ProblemCodes.CodeUnlisted, CauseRules.Intake, "", Enrolment) },
                none with { MessageId = "m-31" },
            ];
            var pairs = singles.SelectMany(a => singles.Select(b => a with
            {
                VisibleTo = b.VisibleTo ?? a.VisibleTo,
                Institution = b.Institution ?? a.Institution,
                Kind = b.Kind ?? a.Kind,
                State = b.State ?? a.State,
                Outcome = b.Outcome ?? a.Outcome,
                From = b.From ?? a.From,
                To = b.To ?? a.To,
                CaseId = b.CaseId ?? a.CaseId,
                Cause = b.Cause ?? a.Cause,
                MessageId = b.MessageId ?? a.MessageId,
            }));
            var all = new TheoryData<string, MessageFilter>();
            foreach (var filter in pairs.Append(none).Append(singles[0] with { Institution = Sample.Third, State = DeliveryState.Parked }).Distinct())
            {
                all.Add(filter.ToString(), filter);
            }

            return all;
        }
    }

    [Fact]
    public async Task Every_filter_gives_what_it_says_page_by_page_without_gaps_or_doubles()
    {
        var messages = await RecordManyAsync();
        foreach (var (name, filter) in Filters.Select(row => row.Data))
        {
            var expected = messages.Where(m => Matches(m, filter)).OrderByDescending(m => m.ReceivedAt).Select(m => m.MessageId).ToList();

            var listed = await AllPagesAsync(filter);

            // Messages of one moment come in the store's own order, so only the sets of each moment are compared.
            Assert.True(expected.Order().SequenceEqual(listed.Select(m => m.MessageId).Order()), name);
            Assert.True(listed.Select(m => m.ReceivedAt).SequenceEqual(listed.Select(m => m.ReceivedAt).OrderDescending()), name);
        }
    }

    [Fact]
    public async Task Messages_that_arrive_while_paging_neither_shift_nor_double_the_pages()
    {
        await RecordAsync([.. Enumerable.Range(0, 30).Select(n => Sample.Message($"m-{n}", at: Sample.Start.AddSeconds(n / 3)))]);
        var first = await Store.ListAsync(new MessageFilter { Limit = 10 }, Cancellation);

        await RecordAsync([.. Enumerable.Range(30, 20).Select(n => Sample.Message($"m-{n}", at: Sample.Start.AddMinutes(5)))]);
        var second = await Store.ListAsync(new MessageFilter { Limit = 10, Cursor = first.NextCursor }, Cancellation);
        var third = await Store.ListAsync(new MessageFilter { Limit = 10, Cursor = second.NextCursor }, Cancellation);

        Assert.Null(third.NextCursor);
        Assert.Equal(
            Enumerable.Range(0, 30).Select(n => $"m-{n}").Order(),
            first.Messages.Concat(second.Messages).Concat(third.Messages).Select(m => m.MessageId).Order());
    }

    [Fact]
    public async Task A_message_with_several_deliveries_is_listed_once()
    {
        await RecordAsync([.. Enumerable.Range(0, 5).Select(n => Sample.Message(
            $"m-{n}", recipients: [Sample.Target, Sample.Third, Stranger], at: Sample.Start.AddSeconds(n)))]);

        var page = await Store.ListAsync(new MessageFilter { State = DeliveryState.Queued, Limit = 3 }, Cancellation);

        Assert.Equal(["m-4", "m-3", "m-2"], page.Messages.Select(m => m.MessageId));
        Assert.All(page.Messages, m => Assert.Equal(3, m.Deliveries.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("f_____________________")]
    [InlineData("_____________________w________")]
    public async Task A_bad_cursor_is_said_so(string cursor)
    {
        var exception = await Assert.ThrowsAsync<InvalidFilterException>(() => ListAsync(new MessageFilter { Cursor = cursor }));
        Assert.StartsWith("cursor", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_bad_limit_is_said_so(int limit)
    {
        var exception = await Assert.ThrowsAsync<InvalidFilterException>(() => ListAsync(new MessageFilter { Limit = limit }));
        Assert.StartsWith("limit", exception.Message, StringComparison.Ordinal);
    }

    private async Task<List<MessageView>> AllPagesAsync(MessageFilter filter)
    {
        var all = new List<MessageView>();
        string? cursor = null;
        do
        {
            var page = await Store.ListAsync(filter with { Cursor = cursor }, Cancellation);
            Assert.InRange(page.Messages.Count, 0, filter.Limit);
            all.AddRange(page.Messages);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    private async Task<List<MessageView>> RecordManyAsync()
    {
        string[] institutions = [Sample.Home, Sample.Target, Sample.Third];
        string[] types = ["crossstudy.enrolment.requested.v1", "crossstudy.completion.recorded.v1", "crossstudy.study-right.changed.v1", ""];
        DeliveryState[] states = [DeliveryState.Queued, DeliveryState.Parked, DeliveryState.Delivered, DeliveryState.Refused];
        var records = Enumerable.Range(0, 120).Select(n => Sample.Message(
            $"m-{n}",
            institutions[n % 3],
            n % 5 == 0 ? [institutions[(n + 1) % 3], institutions[(n + 2) % 3]] : [institutions[(n + 1) % 3]],
            types[n % 4],
            $"case-{n % 11}",
            at: Sample.Start.AddMinutes(n / 4), // several in one moment
            outcome: n % 7 == 0 ? MessageOutcome.Refused : MessageOutcome.Accepted)).ToArray();
        await RecordAsync(records);
        await ApplyAsync([.. records.SelectMany(r => r.Deliveries).Select((d, n) => Sample.Change(states[n % states.Length]) with { DeliveryId = d.DeliveryId })]);
        var stored = new List<MessageView>();
        foreach (var record in records)
        {
            stored.Add(await FindAsync(record.MessageId, record.Sender));
        }

        return stored;
    }

    private static bool Matches(MessageView message, MessageFilter filter)
    {
        var visible = message.Deliveries
            .Where(d => filter.VisibleTo is null || filter.VisibleTo == message.Sender || filter.VisibleTo == d.Recipient).ToList();
        return (filter.VisibleTo is null || filter.VisibleTo == message.Sender || visible.Count > 0)
            && (filter.Institution is null || filter.Institution == message.Sender || visible.Exists(d => d.Recipient == filter.Institution))
            && (filter.Kind is null || message.Type.StartsWith($"crossstudy.{filter.Kind}.", StringComparison.Ordinal))
            && (message.Outcome == MessageOutcome.Refused
                ? filter.State is null or DeliveryState.Refused && (filter.Cause is null || filter.Cause == CauseRules.Id(ProblemCodes.CodeUnlisted, CauseRules.Intake, "", message.Type))
                : (filter.State is null && filter.Cause is null) || visible.Exists(d => MatchesDelivery(message, d, filter)))
            && (filter.Outcome is null || message.Outcome == filter.Outcome)
            && (filter.From is null || message.ReceivedAt >= filter.From)
            && (filter.To is null || message.ReceivedAt < filter.To)
            && (filter.CaseId is null || message.CaseId == filter.CaseId)
            && (filter.MessageId is null || message.MessageId == filter.MessageId);
    }

    private static bool MatchesDelivery(MessageView message, DeliveryView delivery, MessageFilter filter) =>
        (filter.Institution is null || filter.Institution == message.Sender || filter.Institution == delivery.Recipient)
        && (filter.State is null || filter.State == delivery.State)
        && (filter.Cause is null || (delivery.State is DeliveryState.Parked or DeliveryState.Refused && filter.Cause == CauseRules.Id(ProblemCodes.CodeUnlisted, "adapter", delivery.Recipient, message.Type)));
}
