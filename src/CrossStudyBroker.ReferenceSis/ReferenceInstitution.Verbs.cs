using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Target;

namespace CrossStudyBroker.ReferenceSis;

/// <summary>
/// What people at the institution do, and the SIS tells others of. Each verb changes the register and puts the message into the outbox in
/// one step, and is done when the message is safe with the broker. What it was refused for, if anything, comes as a status (R24).
/// </summary>
public sealed partial class ReferenceInstitution
{
    /// <summary>As a target: publishes offering to the networks that the items name (R6, R8); again to change it, for instance to prolong enrolment (R9).</summary>
    /// <param name="items">The items.</param>
    /// <param name="dryRun">Only ask who would receive it (R7).</param>
    /// <param name="cancellationToken">Ends the wait; the message stays in the outbox.</param>
    public Task<Sent> PublishOfferingAsync(IReadOnlyList<OfferingItem> items, bool dryRun, CancellationToken cancellationToken) =>
        SendAsync(
            now =>
            {
                if (!dryRun)
                {
                    _catalogue.Publish(Institution, items, now);
                }

                return Own(now, new OfferingPublished { Items = items }) with { DryRun = dryRun };
            },
            cancellationToken);

    /// <summary>As a target: withdraws offering, with one message (R7).</summary>
    public Task<Sent> WithdrawAsync(IReadOnlyList<WithdrawnItem> items, CancellationToken cancellationToken) =>
        SendAsync(
            now =>
            {
                _catalogue.Withdraw(Institution, items, now);
                return Own(now, new OfferingWithdrawn { Items = items });
            },
            cancellationToken);

    /// <summary>As a home: a student asks for places at a target, with the study right that belongs to the network (R1).</summary>
    public Task<Sent> EnrolAsync(
        string studentId, string target, string network, IReadOnlyList<string> selectionIds, CancellationToken cancellationToken) =>
        SendAsync(now => _homeEnrolments.Enrol(studentId, target, network, selectionIds, now), cancellationToken);

    /// <summary>As a home: the student gives up all places of a case (R15).</summary>
    public Task<Sent> CancelAsync(string caseId, CancellationToken cancellationToken) =>
        SendAsync(now => _homeEnrolments.Cancel(caseId, now), cancellationToken);

    /// <summary>As a home: personal or contact data change (R3).</summary>
    public Task<Sent> ChangePersonalDataAsync(string studentId, Func<Student, Student> change, CancellationToken cancellationToken) =>
        SendAsync(now => _homeChanges.PersonalData(studentId, change, now), cancellationToken);

    /// <summary>As a home: the student's first study right changes: period, state, attendance or eligibility (R4, R12, R17).</summary>
    public Task<Sent> ChangeStudyRightAsync(
        string studentId, StudyRightChangeReason reason, Func<StudyRight, StudyRight> change, CancellationToken cancellationToken) =>
        SendAsync(now => _homeChanges.StudyRight(studentId, reason, change, now), cancellationToken);

    /// <summary>As a target: a person decides an enrolment that was left to a person.</summary>
    public Task<Sent> DecideAsync(string home, string caseId, bool accept, CancellationToken cancellationToken) =>
        SendAsync(now => _targetDecisions.DecidePending(_target.Case(home, caseId), accept, now), cancellationToken);

    /// <summary>As a target: the student has completed a place that was accepted; the completion leaves for the home at once (R21).</summary>
    public Task<Sent> RecordCompletionAsync(string home, string caseId, string selectionId, string grade, CancellationToken cancellationToken) =>
        SendAsync(now => _targetCompletions.Record(home, caseId, selectionId, grade, now), cancellationToken);

    /// <summary>As a target: a completion gets another grade (R21).</summary>
    public Task<Sent> CorrectCompletionAsync(string completionId, string grade, CancellationToken cancellationToken) =>
        SendAsync(now => _targetCompletions.Correct(completionId, grade, now), cancellationToken);

    /// <summary>As a target: a completion is taken away (R21).</summary>
    public Task<Sent> RemoveCompletionAsync(string completionId, CancellationToken cancellationToken) =>
        SendAsync(now => _targetCompletions.Remove(completionId, now), cancellationToken);

    /// <summary>As a target: removes the provisional students and study rights whose time has passed (R19); homes are told of undecided enrolments.</summary>
    public async Task<IReadOnlyList<Sent>> PurgeProvisionalAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<OutgoingMessage> messages;
        lock (_lock)
        {
            messages = _targetDecisions.Purge(_clock.GetUtcNow());
            foreach (var message in messages)
            {
                _outbox.Put(message);
            }
        }

        foreach (var message in messages)
        {
            await SendUnsentAsync(message, cancellationToken);
        }

        return [.. messages.Select(m => new Sent(m.Id, m.CaseId))];
    }

    /// <summary>As a target: registers a person that was known here before, as the matching of R5 needs.</summary>
    /// <returns>The person's id.</returns>
    public string AddPerson(Student student)
    {
        lock (_lock)
        {
            var person = new TargetPerson { Id = _target.NewId("P"), Student = student };
            _target.Put(person);
            return person.Id;
        }
    }

    /// <summary>As a target: a person finds that two registered persons are one (R5). What belonged to the second belongs to the first.</summary>
    public void JoinPersons(string personId, string doubleId)
    {
        lock (_lock)
        {
            _target.Join(personId, doubleId);
        }
    }

    /// <summary>Sends again what the lane did not take so far, as the same messages.</summary>
    public async Task ResendAsync(CancellationToken cancellationToken)
    {
        foreach (var message in Read(() => _outbox.Unsent))
        {
            await SendUnsentAsync(message, cancellationToken);
        }
    }

    private static OutgoingMessage Own(DateTimeOffset now, object data) => new() { Id = Guid.CreateVersion7(now).ToString(), Time = now, Data = data };

    private async Task<Sent> SendAsync(Func<DateTimeOffset, OutgoingMessage> make, CancellationToken cancellationToken)
    {
        OutgoingMessage message;
        lock (_lock)
        {
            message = make(_clock.GetUtcNow());
            _outbox.Put(message);
        }

        await SendUnsentAsync(message, cancellationToken);
        return new(message.Id, message.CaseId);
    }

    private async Task SendUnsentAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!Read(() => _outbox.IsUnsent(message.Id)))
        {
            return;
        }

        await _lane.SendAsync(message, cancellationToken);
        lock (_lock)
        {
            _outbox.Done(message.Id);
        }
    }
}
