using System.Text.Json;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>Calls the adapter, waits for its replies and notes what was expected and what was.</summary>
internal sealed class ConformanceRun(
    ISisAdapter adapter, RecordingLane lane, ConformanceSubject subject, TimeProvider clock, CancellationToken cancellationToken)
{
    private const string BrokerName = "broker";
    private readonly List<ConformanceStep> _steps = [];

    public IReadOnlyList<ConformanceStep> Steps => _steps;

    public ConformanceMessages Messages { get; } = new(subject, clock);

    /// <summary>Hands a message to the adapter as the broker would. Null: the adapter threw, so the outcome is unknown.</summary>
    public async Task<Outcome?> DeliverAsync(OutgoingMessage message)
    {
        var sender = message.Data is NetworkChanged or MessageStatus ? BrokerName : subject.Partner;
        using var document = JsonDocument.Parse(message.ToJson(sender, clock.GetUtcNow()));
        var call = AdapterMethods.Bind(adapter, document.RootElement, DerivedIds.Delivery(sender, message.Id, subject.Institution), subject.Institution);
        using var timeout = new CancellationTokenSource(subject.ReplyWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return call is null ? null : await call.InvokeAsync(either.Token).WaitAsync(either.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The reply to a message, as soon as it is there; null when none of that kind comes in time.</summary>
    public async Task<OutgoingMessage?> ReplyAsync<T>(OutgoingMessage message)
        where T : class =>
        await lane.WaitForAsync(m => m.InReplyTo == message.Id && m.Data is T, subject.ReplyWithin, clock, cancellationToken);

    /// <summary>How many different replies to a message there are by now.</summary>
    public int DifferentReplies(OutgoingMessage message) => lane.Messages.Where(m => m.InReplyTo == message.Id).DistinctBy(m => m.Id).Count();

    public void Note(string step, string expected, string actual, bool ok) =>
        _steps.Add(new() { Step = step, Expected = expected, Actual = actual, Ok = ok });

    /// <summary>Delivers, and expects that the message is taken.</summary>
    public async Task TakenAsync(string step, OutgoingMessage message)
    {
        var outcome = await DeliverAsync(message);
        Note(step, "delivered or processed", Text(outcome), IsTaken(outcome));
    }

    /// <summary>Delivers a second time, and expects the same outcome and no other reply.</summary>
    public async Task RepeatedAsync(string step, OutgoingMessage message, Outcome? first)
    {
        var before = DifferentReplies(message);
        var again = await DeliverAsync(message);
        var replies = DifferentReplies(message);
        Note(step, $"{Text(first)}, replies with {before} id(s)", $"{Text(again)}, replies with {replies} id(s)", again == first && replies == before);
    }

    public static bool IsTaken(Outcome? outcome) => outcome?.Kind is OutcomeKind.Delivered or OutcomeKind.Processed;

    public static bool IsTurnedDown(Outcome? outcome) => outcome?.Kind is OutcomeKind.Refused or OutcomeKind.FailedPermanently;

    /// <summary>Kind and code; a detail is the adapter's own text and stays out.</summary>
    public static string Text(Outcome? outcome) => outcome is null ? "an exception or no answer in time"
        : outcome.Code is null ? outcome.Kind.ToString()
        : $"{outcome.Kind} ({outcome.Code})";
}
