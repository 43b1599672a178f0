using System.Text.Json;
using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    /// <summary>Filters of every sort, alone and in pairs.</summary>
    private static IReadOnlyList<MessageFilter> Filters
    {
        get
        {
            MessageTerms[] terms =
            [
                new() { Institutions = [Sample.Target] },
                new() { Institutions = [Sample.Home, Sample.Third] },
                new() { Senders = [Sample.Target] },
                new() { Recipients = [Sample.Third] },
                new() { Networks = ["3amk"] },
                new() { Networks = ["3amk", "campusonline"] },
                new() { Kinds = ["completion"] },
                new() { Kinds = ["completion", "study-right"] },
                new() { Types = ["crossstudy.enrolment.requested.v1"] },
                new() { States = [DeliveryState.Parked] },
                new() { States = [DeliveryState.Queued] },
                new() { States = [DeliveryState.Refused] },
                new() { States = [DeliveryState.Processed] },
                new() { States = [DeliveryState.Refused, DeliveryState.Parked, DeliveryState.Delivered], DryRun = true },
                new() { DryRun = true },
                new() { Codes = [ProblemCodes.StudentUnknown] },
                new() { Codes = [ProblemCodes.StudentUnknown, ProblemCodes.NetworkUnknown, "own-code"] },
                new() { Attempts = [new(2, 2)] },
                new() { Attempts = [new(0, 0), new(3, int.MaxValue)] },
                new() { CaseIds = ["case-3"] },
                new() { CaseIds = ["case-3", "case-4"] },
                new() { Ids = ["m-31"] },
                new() { Ids = [Sample.Id(Sample.Target, "m-31").ToString(), "m-40"] },
            ];
            var none = new MessageFilter { Limit = 25 };
            MessageFilter[] singles =
            [
                none,
                none with { VisibleTo = Sample.Home },
                none with { VisibleTo = Sample.Third },
                none with { Outcome = MessageOutcome.Refused },
                none with { Outcome = MessageOutcome.Accepted },
                none with { From = Sample.Start.AddMinutes(10) },
                none with { To = Sample.Start.AddMinutes(25) },
                none with { Cause = CauseRules.Id(ProblemCodes.StudentUnknown, "adapter", Sample.Target, "crossstudy.completion.recorded.v1") },
                none with { Cause = CauseRules.Id(ProblemCodes.NetworkUnknown, CauseRules.Intake, "", Enrolment) },
            ];
            MessageFilter[] asked = [.. terms.SelectMany(some => new[] { none with { AnyOf = some }, none with { NoneOf = some } })];
            return
            [
                .. singles,
                .. singles.SelectMany(single => asked.Select(filter => single with { AnyOf = filter.AnyOf, NoneOf = filter.NoneOf })),
                .. asked.SelectMany(a => asked.Select(b => a with { AnyOf = Together(a.AnyOf, b.AnyOf), NoneOf = Together(a.NoneOf, b.NoneOf) })),
                none with { VisibleTo = Sample.Home, AnyOf = new() { Institutions = [Sample.Third], States = [DeliveryState.Parked] } },
                none with { VisibleTo = Sample.Third, AnyOf = new() { Codes = [ProblemCodes.StudentUnknown], Kinds = ["completion"] }, NoneOf = new() { Senders = [Sample.Home] } },
            ];
        }
    }

    [Fact]
    public async Task Every_filter_gives_what_it_says_page_by_page_without_gaps_or_doubles()
    {
        var messages = await RecordManyAsync();
        var found = 0;
        foreach (var filter in Filters)
        {
            var expected = messages.Where(m => ListedModel.Fits(m, filter)).Select(m => m.MessageId).ToList();

            var listed = await AllPagesAsync(filter);

            // Messages of one moment come in the store's own order, so only the sets of each moment are compared.
            Assert.True(expected.Order().SequenceEqual(listed.Select(m => m.MessageId).Order()), JsonSerializer.Serialize(filter));
            Assert.True(listed.Select(m => m.ReceivedAt).SequenceEqual(listed.Select(m => m.ReceivedAt).OrderDescending()), JsonSerializer.Serialize(filter));
            found += expected.Count > 0 ? 1 : 0;
        }

        Assert.InRange(found, Filters.Count / 2, Filters.Count); // most find something, or nothing would be tested
    }

    [Fact]
    public async Task Where_few_fit_a_page_looks_so_far_and_says_how_far()
    {
        const int many = 2_000;
        await RecordAsync(Sample.Message("m-rare", Sample.Target, at: Sample.Start) with { Network = "3amk" });
        await RecordAsync([.. Enumerable.Range(1, many).Select(n => Sample.Message($"m-{n}", at: Sample.Start.AddSeconds(n)) with { Network = "3amk" })]);
        var filter = new MessageFilter { AnyOf = new() { Networks = ["3amk"] }, NoneOf = new() { Senders = [Sample.Home] } };

        var first = await Store.ListAsync(filter, Cancellation);
        var second = await Store.ListAsync(filter with { Cursor = first.NextCursor }, Cancellation);

        Assert.Equal((0, Sample.Start.AddSeconds(1)), (first.Messages.Count, first.SearchedTo));
        Assert.Equal(["m-rare"], second.Messages.Select(m => m.MessageId));
        Assert.Equal((null, null), (second.NextCursor, second.SearchedTo));
    }

    [Fact]
    public async Task What_is_rare_by_state_or_by_institution_is_found_at_once_among_many()
    {
        const int many = 2_100;
        await RecordAsync(Sample.Message("m-state", at: Sample.Start), Sample.Message("m-party", Sample.Third, at: Sample.Start));
        await RecordAsync([.. Enumerable.Range(1, many).Select(n => Sample.Message($"m-{n}", at: Sample.Start.AddSeconds(n)))]);
        await ApplyAsync(Sample.Change(DeliveryState.Delivered, "m-state"));

        var state = await Store.ListAsync(new MessageFilter { VisibleTo = Sample.Home, State = DeliveryState.Delivered }, Cancellation);
        var party = await Store.ListAsync(new MessageFilter { VisibleTo = Sample.Third, State = DeliveryState.Queued }, Cancellation);

        Assert.Equal(["m-state"], state.Messages.Select(m => m.MessageId));
        Assert.Equal(["m-party"], party.Messages.Select(m => m.MessageId));
        Assert.Equal((null, null), (state.SearchedTo, party.SearchedTo));
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
        DeliveryState[] states = [DeliveryState.Queued, DeliveryState.Parked, DeliveryState.Delivered, DeliveryState.Refused, DeliveryState.Processed, DeliveryState.Retrying];
        string?[] networks = ["3amk", null, "campusonline", "3amk", "other"];
        string?[] codes = [null, ProblemCodes.StudentUnknown, "own-code"];
        var records = Enumerable.Range(0, 120).Select(n => Sample.Message(
            $"m-{n}",
            institutions[n % 3],
            n % 13 == 0 ? [] : n % 5 == 0 ? [institutions[(n + 1) % 3], institutions[(n + 2) % 3]] : [institutions[(n + 1) % 3]],
            types[n % 4],
            $"case-{n % 11}",
            at: Sample.Start.AddMinutes(n / 4), // several in one moment
            outcome: n % 7 == 0 ? MessageOutcome.Refused : MessageOutcome.Accepted) with
            {
                Network = networks[n % networks.Length],
                Problems = n % 7 == 0 ? [new Problem(n % 14 == 0 ? ProblemCodes.NetworkUnknown : ProblemCodes.StudentUnknown, "/data/\0", null)] : [],
            })
            .Append(Sample.Message("dry", recipients: [], at: Sample.Start, outcome: MessageOutcome.DryRun)).ToArray();
        await RecordAsync(records);
        await ApplyAsync([.. records.SelectMany(r => r.Deliveries).Select((d, n) => Sample.Change(states[n % states.Length], code: codes[n % codes.Length]) with { DeliveryId = d.DeliveryId, Attempts = n % 5 })]);
        var stored = new List<MessageView>();
        foreach (var record in records)
        {
            stored.Add(await FindAsync(record.MessageId, record.Sender));
        }

        return stored;
    }

    private static MessageTerms Together(MessageTerms a, MessageTerms b) => new()
    {
        Institutions = Either(a.Institutions, b.Institutions),
        Senders = Either(a.Senders, b.Senders),
        Recipients = Either(a.Recipients, b.Recipients),
        Networks = Either(a.Networks, b.Networks),
        Kinds = Either(a.Kinds, b.Kinds),
        Types = Either(a.Types, b.Types),
        States = Either(a.States, b.States),
        DryRun = a.DryRun || b.DryRun,
        Codes = Either(a.Codes, b.Codes),
        Attempts = Either(a.Attempts, b.Attempts),
        CaseIds = Either(a.CaseIds, b.CaseIds),
        Ids = Either(a.Ids, b.Ids),
    };

    private static IReadOnlyList<T> Either<T>(IReadOnlyList<T> a, IReadOnlyList<T> b) => a.Count > 0 ? a : b;
}
