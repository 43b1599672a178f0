using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>What changes of counts come to in the tables that are read: pure addition.</summary>
internal sealed class FoldedCounts
{
    private readonly Dictionary<(string Sender, string Recipient, string Kind, short State), long> _stock = [];
    private readonly Dictionary<(string Institution, string Direction, string Span, DateTimeOffset Start, string Kind), FlowNumbers> _flow = [];
    private readonly Dictionary<(DateTimeOffset Day, string Sender, string Recipient), FlowNumbers> _between = [];
    private readonly Dictionary<(string Id, string Sender), CauseSum> _causes = [];

    /// <summary>How many are in a state now.</summary>
    public IEnumerable<KeyValuePair<(string Sender, string Recipient, string Kind, short State), long>> Stock =>
        _stock.Where(sum => sum.Value != 0);

    /// <summary>How many reached each stage, by hour and by Finnish day, of all institutions together and of each.</summary>
    public IEnumerable<KeyValuePair<(string Institution, string Direction, string Span, DateTimeOffset Start, string Kind), FlowNumbers>> Flow => _flow;

    /// <summary>How many reached each stage, by Finnish day, between two institutions.</summary>
    public IEnumerable<KeyValuePair<(DateTimeOffset Day, string Sender, string Recipient), FlowNumbers>> Between => _between;

    /// <summary>Members of cause groups now and how many joined, of all senders together (sender empty) and of each.</summary>
    public IEnumerable<KeyValuePair<(string Id, string Sender), CauseSum>> Causes => _causes.Where(sum => sum.Value.IsChanged);

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

        AddCause(change.CauseBefore, change.Before, change, -change.Number, joins: false);
        AddCause(change.CauseAfter, change.After, change, change.Number, joins: change.CauseAfter != change.CauseBefore);
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
        Of(_between, (FinnishDay.Start(FinnishDay.Of(change.FirstAt)), change.Sender, recipient)).Add(stage, change.Number);
        foreach (var (span, start) in Spans(change.FirstAt))
        {
            Of(_flow, ("", FlowDirection.All, span, start, kind)).Add(stage, change.Number);
            Of(_flow, (change.Sender, FlowDirection.Out, span, start, kind)).Add(stage, change.Number);
            if (recipient.Length > 0)
            {
                Of(_flow, (recipient, FlowDirection.In, span, start, kind)).Add(stage, change.Number);
            }
        }
    }

    private void AddCause(string? cause, short? state, CountChange change, long number, bool joins)
    {
        if (cause is not null && state is { } known)
        {
            foreach (var sender in new[] { "", change.Sender })
            {
                var sum = _causes.GetValueOrDefault((cause, sender)) ?? new CauseSum();
                sum.Add(change, number, CountedStates.IsFinal(known), joins);
                _causes[(cause, sender)] = sum;
            }
        }
    }

    private static IEnumerable<(string Span, DateTimeOffset Start)> Spans(DateTimeOffset at) =>
        [(FlowSpan.Hour, Hour.Of(at)), (FlowSpan.Day, FinnishDay.Start(FinnishDay.Of(at)))];

    private static FlowNumbers Of<TKey>(Dictionary<TKey, FlowNumbers> sums, TKey key)
        where TKey : notnull => sums.TryGetValue(key, out var known) ? known : sums[key] = new FlowNumbers();

    private static void Sum<TKey>(Dictionary<TKey, long> sums, TKey key, long number)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + number;
}
