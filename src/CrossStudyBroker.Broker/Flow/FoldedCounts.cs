using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>What changes of counts come to in the tables that are read: pure addition.</summary>
internal sealed class FoldedCounts
{
    private readonly Dictionary<(string Sender, string Recipient, string Kind, short State), long> _stock = [];
    private readonly Dictionary<(string Institution, string Direction, string Span, DateTimeOffset Start, string Kind, FlowStage Stage), long> _flow = [];
    private readonly Dictionary<(DateTimeOffset Day, string Sender, string Recipient, FlowStage Stage), long> _between = [];
    private readonly Dictionary<(string Id, string Sender), CauseSum> _causes = [];
    private readonly Dictionary<(string Cause, string Sender, string Span, DateTimeOffset Start), long> _causeFlow = [];

    /// <summary>How many are in a state now.</summary>
    public IEnumerable<KeyValuePair<(string Sender, string Recipient, string Kind, short State), long>> Stock =>
        _stock.Where(sum => sum.Value != 0);

    /// <summary>How many reached a stage, by hour and by Finnish day, of all institutions together and of each.</summary>
    public IEnumerable<KeyValuePair<(string Institution, string Direction, string Span, DateTimeOffset Start, string Kind, FlowStage Stage), long>> Flow => _flow;

    /// <summary>How many reached a stage, by Finnish day, between two institutions.</summary>
    public IEnumerable<KeyValuePair<(DateTimeOffset Day, string Sender, string Recipient, FlowStage Stage), long>> Between => _between;

    /// <summary>Members of cause groups now, of all senders together (sender empty) and of each.</summary>
    public IEnumerable<KeyValuePair<(string Id, string Sender), CauseSum>> Causes => _causes.Where(sum => sum.Value.IsChanged);

    /// <summary>How many joined a cause group, by hour and by Finnish day, of all senders together (sender empty) and of each.</summary>
    public IEnumerable<KeyValuePair<(string Cause, string Sender, string Span, DateTimeOffset Start), long>> CauseFlow => _causeFlow;

    /// <summary>Adds one change.</summary>
    public void Add(CountChange change)
    {
        var kind = MessageKinds.Of(change.Type);
        if (change.Before != change.After)
        {
            AddStock(change, kind, change.Before, -change.Number);
            AddStock(change, kind, change.After, change.Number);
        }

        foreach (var stage in FlowStages.Of(change.Before, change.After))
        {
            AddFlow(change, kind, stage);
        }

        AddCause(change.CauseBefore, change.Before, change, -change.Number);
        AddCause(change.CauseAfter, change.After, change, change.Number);
        if (change.CauseAfter is { } cause && cause != change.CauseBefore)
        {
            foreach (var (span, start) in Spans(change.FirstAt))
            {
                Sum(_causeFlow, (cause, "", span, start), change.Number);
                Sum(_causeFlow, (cause, change.Sender, span, start), change.Number);
            }
        }
    }

    private void AddStock(CountChange change, string kind, short? state, long number)
    {
        if (state is { } known)
        {
            Sum(_stock, (change.Sender, change.Recipient, kind, known), number);
        }
    }

    private void AddFlow(CountChange change, string kind, FlowStage stage)
    {
        // What the broker refused never was on its way to anybody; it is its sender's alone.
        var recipient = change.After == CountedStates.RefusedAtIntake ? "" : change.Recipient;
        Sum(_between, (FinnishDay.Start(FinnishDay.Of(change.FirstAt)), change.Sender, recipient, stage), change.Number);
        foreach (var (span, start) in Spans(change.FirstAt))
        {
            Sum(_flow, ("", FlowDirection.All, span, start, kind, stage), change.Number);
            Sum(_flow, (change.Sender, FlowDirection.Out, span, start, kind, stage), change.Number);
            if (recipient.Length > 0)
            {
                Sum(_flow, (recipient, FlowDirection.In, span, start, kind, stage), change.Number);
            }
        }
    }

    private void AddCause(string? cause, short? state, CountChange change, long number)
    {
        if (cause is not null && state is { } known)
        {
            foreach (var sender in new[] { "", change.Sender })
            {
                var sum = _causes.GetValueOrDefault((cause, sender)) ?? new CauseSum();
                sum.Add(change, number, CountedStates.IsFinal(known));
                _causes[(cause, sender)] = sum;
            }
        }
    }

    private static IEnumerable<(string Span, DateTimeOffset Start)> Spans(DateTimeOffset at) =>
        [(FlowSpan.Hour, Hour.Of(at)), (FlowSpan.Day, FinnishDay.Start(FinnishDay.Of(at)))];

    private static void Sum<TKey>(Dictionary<TKey, long> sums, TKey key, long number)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + number;
}
