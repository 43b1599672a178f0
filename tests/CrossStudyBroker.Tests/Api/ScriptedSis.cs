using System.Collections.Concurrent;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>One institution's information system: answers a message as the test says, otherwise "processed", and knows what it was told of its own.</summary>
internal sealed class ScriptedSis : ISisAdapter
{
    /// <summary>The name in the directory.</summary>
    public const string Name = "scripted";

    private readonly ConcurrentDictionary<string, Task<Outcome>> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string MessageId, string? Recipient, MessageState State), TaskCompletionSource<StatusChange>> _told = new();

    /// <summary>What it answers a connection test.</summary>
    public Func<Task<Outcome?>> Check { get; set; } = () => Task.FromResult<Outcome?>(Outcome.Processed);

    /// <summary>Answers deliveries of this message with the outcome.</summary>
    public void Answers(string messageId, Outcome outcome) => _outcomes[messageId] = Task.FromResult(outcome);

    /// <summary>Throws whenever this message is delivered.</summary>
    public void Fails(string messageId, Exception exception) => _outcomes[messageId] = Task.FromException<Outcome>(exception);

    /// <summary>Ends when the institution has been told that the delivery of its message is in the state.</summary>
    public Task IsToldAsync(string messageId, string recipient, MessageState state) => ChangeAsync(messageId, recipient, state);

    /// <summary>What the institution is told when the delivery of its message is in the state.</summary>
    public Task<StatusChange> ChangeAsync(string messageId, string recipient, MessageState state) => Told((messageId, recipient, state)).Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

    public Task<Outcome> EnrolmentRequestedAsync(Delivery<EnrolmentRequested> delivery, CancellationToken cancellationToken) => TakeAsync(delivery.MessageId);

    public Task<Outcome> CompletionRecordedAsync(Delivery<CompletionRecorded> delivery, CancellationToken cancellationToken) => TakeAsync(delivery.MessageId);

    public Task<Outcome> OfferingPublishedAsync(Delivery<OfferingPublished> delivery, CancellationToken cancellationToken) => TakeAsync(delivery.MessageId);

    public Task<Outcome> StatusChangedAsync(Delivery<MessageStatus> delivery, CancellationToken cancellationToken)
    {
        foreach (var change in delivery.Data.Changes.Where(change => change.Id is not null))
        {
            Told((change.Id!, change.Recipient, change.State)).TrySetResult(change); // filtered above
        }

        return Task.FromResult(Outcome.Processed);
    }

    public Task<Outcome?> CheckConnectionAsync(CancellationToken cancellationToken) => Check();

    private Task<Outcome> TakeAsync(string messageId) => _outcomes.GetValueOrDefault(messageId, Task.FromResult(Outcome.Processed));

    private TaskCompletionSource<StatusChange> Told((string MessageId, string? Recipient, MessageState State) change) =>
        _told.GetOrAdd(change, _ => new TaskCompletionSource<StatusChange>(TaskCreationOptions.RunContinuationsAsynchronously));
}
