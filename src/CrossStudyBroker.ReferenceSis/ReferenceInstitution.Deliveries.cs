using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Faults;
using CrossStudyBroker.ReferenceSis.Sending;

namespace CrossStudyBroker.ReferenceSis;

/// <summary>
/// What the SIS does with a delivery: 1. a scripted fault, if there is one; 2. act upon it, once, and keep outcome and reply; 3. send the
/// reply; 4. give the outcome. The reply goes before the outcome: if it cannot be sent, the delivery comes again and finds the reply waiting.
/// </summary>
public sealed partial class ReferenceInstitution
{
    /// <inheritdoc/>
    public Task<Outcome> EnrolmentRequestedAsync(Delivery<EnrolmentRequested> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, now => _targetEnrolments.Requested(delivery, now), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> EnrolmentCancelledAsync(Delivery<EnrolmentCancelled> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, now => _targetEnrolments.Cancelled(delivery, now), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> EnrolmentReceivedAsync(Delivery<EnrolmentReceived> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, _ => _homeEnrolments.Received(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> EnrolmentDecidedAsync(Delivery<EnrolmentDecided> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, _ => _homeEnrolments.Decided(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> StudyRightChangedAsync(Delivery<StudyRightChanged> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, now => _targetChanges.StudyRight(delivery, now), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> StudyRightAnsweredAsync(Delivery<StudyRightAnswered> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, _ => _homeChanges.Answered(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> PersonalDataChangedAsync(Delivery<PersonalDataChanged> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, now => _targetChanges.PersonalData(delivery, now), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> PersonalDataAnsweredAsync(Delivery<PersonalDataAnswered> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, _ => _homeChanges.Answered(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> CompletionRecordedAsync(Delivery<CompletionRecorded> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, now => _homeCompletions.Recorded(delivery, now), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> CompletionAnsweredAsync(Delivery<CompletionAnswered> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, _ => _targetCompletions.Answered(delivery), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> OfferingPublishedAsync(Delivery<OfferingPublished> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, () => _catalogue.Publish(delivery.Sender, delivery.Data.Items, delivery.Time), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> OfferingWithdrawnAsync(Delivery<OfferingWithdrawn> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, () => _catalogue.Withdraw(delivery.Sender, delivery.Data.Items, delivery.Time), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> NetworkChangedAsync(Delivery<NetworkChanged> delivery, CancellationToken cancellationToken) =>
        HandleAsync(delivery, () => _networks[delivery.Data.Network.Id] = delivery.Data, cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> StatusChangedAsync(Delivery<MessageStatus> delivery, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var change in delivery.Data.Changes.Where(change => change.Sender is null)) // others' messages have ids of their own
            {
                _outbox.Apply(change);
            }
        }

        foreach (var change in delivery.Data.Changes)
        {
            StatusTold?.Invoke(change);
        }

        return Task.FromResult(Outcome.Processed);
    }

    private Task<Outcome> HandleAsync<T>(Delivery<T> delivery, Action act, CancellationToken cancellationToken)
        where T : class =>
        HandleAsync(
            delivery,
            _ =>
            {
                act();
                return Handled.Processed();
            },
            cancellationToken);

    private async Task<Outcome> HandleAsync<T>(Delivery<T> delivery, Func<DateTimeOffset, Handled> act, CancellationToken cancellationToken)
        where T : class
    {
        // 1
        if (Faults.Take(delivery.Type) is { } fault)
        {
            return await MeetAsync(fault, cancellationToken);
        }

        // 2
        var handled = Once(delivery.DeliveryId, act);

        // 3
        if (handled.Answer is { } answer)
        {
            await SendUnsentAsync(answer, cancellationToken);
        }

        // 4
        return handled.Outcome;
    }

    private Handled Once(Guid deliveryId, Func<DateTimeOffset, Handled> act)
    {
        lock (_lock)
        {
            if (_inbox.Find(deliveryId) is { } known)
            {
                return known;
            }

            var handled = act(_clock.GetUtcNow());
            if (handled.Answer is { } answer)
            {
                _outbox.Put(answer);
            }

            // A failure has changed nothing, and a person may have put right what was in its way: the next time it is looked at anew.
            if (handled.Outcome.Kind is OutcomeKind.Delivered or OutcomeKind.Processed or OutcomeKind.Refused)
            {
                _inbox[deliveryId] = handled;
            }

            return handled;
        }
    }

    private async Task<Outcome> MeetAsync(ScriptedFault fault, CancellationToken cancellationToken)
    {
        if (fault.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken);
        }

        return fault.Outcome ?? throw new InvalidOperationException("A fault that the script wants; nobody outside should ever read this.");
    }
}
