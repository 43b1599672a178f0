using System.Collections.Concurrent;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Stands for an institution's information system: remembers every delivery and status, and answers as the test says; otherwise "processed".</summary>
internal sealed class RecordingAdapter(string institution) : ISisAdapter
{
    /// <summary>The name in the directory.</summary>
    public const string Name = "recording";

    private readonly ConcurrentQueue<ReceivedDelivery> _calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ReceivedDelivery>> _callsFor = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StatusChange> _status = new();
    private readonly ConcurrentDictionary<string, Func<ReceivedDelivery, Task<Outcome>>> _answers = new(StringComparer.Ordinal);

    /// <summary>Institution code.</summary>
    public string Institution => institution;

    /// <summary>The institution's way to the broker.</summary>
    public ILane Lane { get; set; } = null!; // the rig sets it before the host hands anything in

    /// <summary>Called at the beginning of every delivery without an answer of its own.</summary>
    public Func<ReceivedDelivery, Task<Outcome>> Otherwise { get; set; } = _ => Task.FromResult(Outcome.Processed);

    /// <summary>All calls, oldest first; an attempt that failed counts.</summary>
    public IReadOnlyList<ReceivedDelivery> Calls => [.. _calls];

    /// <summary>All status changes told, oldest first.</summary>
    public IReadOnlyList<StatusChange> Status => [.. _status];

    /// <summary>Answers the attempts to deliver one message in turn; the last answer holds from then on.</summary>
    public void Answers(string messageId, params Func<ReceivedDelivery, Task<Outcome>>[] inTurn)
    {
        var attempt = 0;
        _answers[messageId] = delivery => inTurn[Math.Min(Interlocked.Increment(ref attempt), inTurn.Length) - 1](delivery);
    }

    /// <summary>Answers every attempt to deliver one message alike.</summary>
    public void Answers(string messageId, Outcome outcome) => Answers(messageId, _ => Task.FromResult(outcome));

    /// <summary>The calls for one message.</summary>
    public IReadOnlyList<ReceivedDelivery> CallsFor(string messageId) => [.. _callsFor.GetValueOrDefault(messageId) ?? []];

    /// <summary>What this institution was told of one message of its own, oldest first.</summary>
    public IReadOnlyList<StatusChange> StatusOf(string messageId) => [.. _status.Where(change => change.Id == messageId)];

    /// <summary>Ends when the message is here.</summary>
    public async Task<ReceivedDelivery> ReceivesAsync(string messageId) =>
        (await Eventually.SeesAsync(() => CallsFor(messageId), calls => calls.Count > 0, $"message {messageId} at {institution}"))[0];

    public Task<Outcome> EnrolmentRequestedAsync(Delivery<EnrolmentRequested> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> EnrolmentCancelledAsync(Delivery<EnrolmentCancelled> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> EnrolmentReceivedAsync(Delivery<EnrolmentReceived> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> EnrolmentDecidedAsync(Delivery<EnrolmentDecided> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> StudyRightChangedAsync(Delivery<StudyRightChanged> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> StudyRightAnsweredAsync(Delivery<StudyRightAnswered> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> PersonalDataChangedAsync(Delivery<PersonalDataChanged> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> PersonalDataAnsweredAsync(Delivery<PersonalDataAnswered> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> CompletionRecordedAsync(Delivery<CompletionRecorded> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> CompletionAnsweredAsync(Delivery<CompletionAnswered> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> OfferingPublishedAsync(Delivery<OfferingPublished> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> OfferingWithdrawnAsync(Delivery<OfferingWithdrawn> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> NetworkChangedAsync(Delivery<NetworkChanged> delivery, CancellationToken cancellationToken) => TakeAsync(delivery);

    public Task<Outcome> StatusChangedAsync(Delivery<MessageStatus> delivery, CancellationToken cancellationToken)
    {
        foreach (var change in delivery.Data.Changes)
        {
            _status.Enqueue(change);
        }

        return Task.FromResult(Outcome.Processed);
    }

    private Task<Outcome> TakeAsync<T>(Delivery<T> delivery)
        where T : class
    {
        var received = new ReceivedDelivery
        {
            DeliveryId = delivery.DeliveryId,
            MessageId = delivery.MessageId,
            Type = delivery.Type,
            Sender = delivery.Sender,
            Recipient = delivery.Recipient,
            Network = delivery.Network,
            CaseId = delivery.CaseId,
            InReplyTo = delivery.InReplyTo,
            Data = delivery.Data,
        };
        _calls.Enqueue(received);
        _callsFor.GetOrAdd(received.MessageId, _ => new ConcurrentQueue<ReceivedDelivery>()).Enqueue(received);
        return _answers.GetValueOrDefault(delivery.MessageId, Otherwise)(received);
    }
}
