using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private const string Enrolment = "crossstudy.enrolment.requested.v1";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Running_counts_say_what_counting_says_whatever_happens(int seed)
    {
        var recount = Counted();
        await new CountingWorld([Store, OpenAnother()], seed, Cancellation).RunAsync(150, sweeps: true);
        await FoldAsync();

        Assert.Equal(await recount.RealStockAsync(), await recount.StockAsync());
        var causes = await recount.CausesAsync();
        Assert.Equal(await recount.RealCausesAsync(), causes);
        Assert.Equal(await recount.MembersAsync(), causes.Sum(line => line.Split('|').TakeLast(2).Sum(int.Parse)));
        var (whole, parts) = await recount.WholeCausesAsync();
        Assert.Equal(parts.Select(WithoutFirst), whole.Select(WithoutFirst));
        Assert.Equal(0, await CountAsync("count_change"));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Every_stage_that_is_reached_is_counted_once_by_hour_day_and_institution_whatever_happens(int seed)
    {
        var recount = Counted();
        await new CountingWorld([Store, OpenAnother()], seed, Cancellation).RunAsync(150, sweeps: false);
        await FoldAsync();

        var stages = await recount.RealStagesAsync();
        Assert.Equal(4, stages.Select(s => s.Stage).Distinct().Count());
        Assert.Equal(Sum(stages, s => Recount.Line("", s.Kind, (short)s.Stage)), await recount.FlowAsync(FlowDirection.All, FlowSpan.Hour));
        Assert.Equal(Sum(stages, s => Recount.Line(s.Sender, s.Kind, (short)s.Stage)), await recount.FlowAsync(FlowDirection.Out, FlowSpan.Day));
        Assert.Equal(Sum(stages.Where(s => s.Recipient.Length > 0), s => Recount.Line(s.Recipient, s.Kind, (short)s.Stage)), await recount.FlowAsync(FlowDirection.In, FlowSpan.Hour));
        Assert.Equal(Sum(stages, s => Recount.Line(s.Sender, s.Recipient, (short)s.Stage)), await recount.FlowBetweenAsync());
        foreach (var span in new[] { FlowSpan.Hour, FlowSpan.Day })
        {
            Assert.Equal(Sum(stages, s => Recount.Line(Recount.Start(span, s.At), s.Stage)), await recount.TimesAsync(span));
        }
    }

    [Fact]
    public async Task What_was_swept_is_counted_no_more()
    {
        await RecordAsync(Sample.Message(), Sample.Message("m-2"), Refused("m-3"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentUnknown));
        await FoldAsync();
        Assert.Equal(3, (await Counted().StockAsync()).Count);

        await new TraceErasing(Database, Ledger).EraseAsync(network: null, Sample.Start.AddSeconds(1), 100, Sample.Start, Cancellation);
        await FoldAsync();

        Assert.Empty(await Counted().StockAsync());
        Assert.Empty(await Counted().CausesAsync());
    }

    [Fact]
    public async Task A_delivery_that_fails_joins_the_group_of_its_code_step_recipient_and_type()
    {
        await RecordAsync(Sample.Message(), Sample.Message("m-2"), Sample.Message("m-3", sender: Sample.Third), Sample.Message("m-4", recipients: [Sample.Third]));
        await ApplyAsync(
            Sample.Change(DeliveryState.Retrying, code: ProblemCodes.RecipientBusy),
            Sample.Change(DeliveryState.Parked, "m-2", code: ProblemCodes.RecipientBusy),
            Sample.Change(DeliveryState.Parked, "m-4", Sample.Third, code: ProblemCodes.RecipientBusy),
            Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentUnknown) with { DeliveryId = Sample.DeliveryId("m-3", sender: Sample.Third), By = "receipt" });
        await FoldAsync();

        Assert.Equal(
            Recount.Sorted(
            [
                Group(ProblemCodes.RecipientBusy, "adapter", Sample.Home, Sample.Target, open: 2),
                Group(ProblemCodes.RecipientBusy, "adapter", Sample.Home, Sample.Third, open: 1),
                Group(ProblemCodes.StudentUnknown, "receipt", Sample.Third, Sample.Target, open: 1),
            ]),
            await Counted().CausesAsync());
    }

    [Fact]
    public async Task A_delivery_that_is_tried_again_stays_in_its_group_until_it_arrives_or_fails_otherwise()
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Retrying, code: ProblemCodes.RecipientBusy), Sample.Change(DeliveryState.Queued));
        await FoldAsync();
        Assert.Equal([Group(ProblemCodes.RecipientBusy, "adapter", open: 1)], await Counted().CausesAsync());

        await ApplyAsync(Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentUnknown));
        await FoldAsync();
        Assert.Equal([Group(ProblemCodes.StudentUnknown, "adapter", open: 1)], await Counted().CausesAsync());

        await ApplyAsync(Sample.Change(DeliveryState.Delivered));
        await FoldAsync();
        Assert.Empty(await Counted().CausesAsync());
    }

    [Theory]
    [InlineData(DeliveryState.Refused, 1)]
    [InlineData(DeliveryState.Returned, 1)]
    [InlineData(DeliveryState.Expired, 1)]
    [InlineData(DeliveryState.Discarded, 0)]
    [InlineData(DeliveryState.ResolvedElsewhere, 0)]
    [InlineData(DeliveryState.Superseded, 0)]
    [InlineData(DeliveryState.Processed, 0)]
    public async Task What_was_refused_returned_or_expired_waits_for_a_correction_and_what_was_resolved_does_not(DeliveryState state, int members)
    {
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Parked, code: ProblemCodes.StudentUnknown), Sample.Change(state, code: ProblemCodes.StudentUnknown));
        await FoldAsync();

        Assert.Equal(members == 0 ? [] : [Group(ProblemCodes.StudentUnknown, "adapter", ended: 1)], await Counted().CausesAsync());
    }

    [Fact]
    public async Task A_message_that_the_broker_refused_is_in_a_group_whose_type_is_one_of_the_contract()
    {
        await RecordAsync(Refused("m-1"), Refused("m-2") with { Type = "crossstudy.matti-meikäläinen.v1", Recipient = null });
        await FoldAsync();

        Assert.Equal(
            Recount.Sorted([Group(ProblemCodes.NetworkUnknown, CauseRules.Intake, ended: 1), Group(ProblemCodes.NetworkUnknown, CauseRules.Intake, Sample.Home, "", "", ended: 1)]),
            await Counted().CausesAsync());
    }

    [Fact]
    public async Task A_code_that_the_contract_does_not_have_makes_no_group_of_its_own()
    {
        await RecordAsync(Sample.Message(), Sample.Message("m-2"));
        await ApplyAsync(Sample.Change(DeliveryState.Parked, code: "one-of-theirs"), Sample.Change(DeliveryState.Parked, "m-2", code: "another"));
        await FoldAsync();

        Assert.Equal([Group(ProblemCodes.CodeUnlisted, "adapter", open: 2)], await Counted().CausesAsync());
    }

    [Fact]
    public async Task A_corrected_message_that_arrives_clears_all_that_it_replaces_there()
    {
        await RecordAsync(Refused("m-1"));
        await RecordAsync(Sample.Message("m-2", recipients: [Sample.Target, Sample.Third]) with { Replaces = "m-1" });
        await ApplyAsync(
            Sample.Change(DeliveryState.Refused, "m-2", code: ProblemCodes.ContentRefused),
            Sample.Change(DeliveryState.Refused, "m-2", Sample.Third, code: ProblemCodes.ContentRefused));
        await RecordAsync(Sample.Message("m-3", recipients: [Sample.Target, Sample.Third]) with { Replaces = "m-2" });
        await FoldAsync();
        Assert.Equal(3, (await Counted().CausesAsync()).Count);

        await ApplyAsync(Sample.Change(DeliveryState.Delivered, "m-3"));
        await FoldAsync();
        Assert.Equal([Group(ProblemCodes.ContentRefused, "adapter", Sample.Home, Sample.Third, ended: 1)], await Counted().CausesAsync());

        await ApplyAsync(Sample.Change(DeliveryState.Processed, "m-3", Sample.Third));
        await FoldAsync();
        Assert.Empty(await Counted().CausesAsync());
    }

    [Fact]
    public async Task A_corrected_message_for_another_recipient_or_for_nobody_clears_what_it_replaces_too()
    {
        await RecordAsync(Sample.Message("to-the-wrong-one"), Sample.Message("needless"), Sample.Message("of-another", sender: Sample.Third));
        await ApplyAsync(
            Sample.Change(DeliveryState.Refused, "to-the-wrong-one", code: ProblemCodes.StudentUnknown),
            Sample.Change(DeliveryState.Refused, "needless", code: ProblemCodes.ContentRefused),
            Sample.Change(DeliveryState.Refused, code: ProblemCodes.StudentUnknown) with { DeliveryId = Sample.DeliveryId("of-another", sender: Sample.Third) });

        await RecordAsync(
            Sample.Message("to-the-right-one", recipients: [Sample.Third]) with { Replaces = "to-the-wrong-one" },
            Sample.Message("no-longer", recipients: []) with { Replaces = "needless" },
            Sample.Message("not-theirs", recipients: []) with { Replaces = "of-another" });
        await ApplyAsync(Sample.Change(DeliveryState.Processed, "to-the-right-one", Sample.Third));
        await FoldAsync();

        Assert.Equal([Group(ProblemCodes.StudentUnknown, "adapter", Sample.Third, ended: 1)], await Counted().CausesAsync());
    }

    private static MessageRecord Refused(string id) => Sample.Message(id, outcome: MessageOutcome.Refused) with
    {
        Recipient = Sample.Target,
        Problems = [new Problem(ProblemCodes.NetworkUnknown, "/network")],
    };

    private static string Group(
        string code, string step, string sender = Sample.Home, string recipient = Sample.Target, string type = Enrolment, int open = 0, int ended = 0) =>
        Recount.Line(CauseRules.Id(code, step, recipient, type), sender, code, step, recipient, type, open, ended);

    private static IReadOnlyList<string> Sum<T>(IEnumerable<T> arrivals, Func<T, string> by) =>
        Recount.Sorted(arrivals.GroupBy(by).Select(group => $"{group.Key}|{group.Count()}"));

    // A part that was gone for a while begins anew; the whole goes on.
    private static string WithoutFirst(string line) => string.Join('|', line.Split('|').Where((_, column) => column is not (4 or 5)));

    private Recount Counted() => new((ITrackerDatabase)Store, Cancellation);

    private async Task FoldAsync()
    {
        while (await new CountStore((ITrackerDatabase)Store).FoldAsync(7, Sample.Start, Cancellation) > 0)
        {
        }
    }
}
