using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>Decisions on enrolments and what they make official (R18).</summary>
internal sealed class TargetDecisions(ReferenceOptions options, TargetRegister register)
{
    internal static readonly Localised CancelledByStudent = new() { Fi = "Opiskelija perui ilmoittautumisen.", En = "The student cancelled the enrolment." };
    private static readonly Localised NoPlace = new() { Fi = "Paikkaa ei voitu antaa.", En = "No place could be given." };
    private static readonly Localised TimePassed = new() { Fi = "Ilmoittautumista ei ehditty käsitellä.", En = "The enrolment was not decided in time." };

    /// <summary>Accepts or rejects all places of the case that are still to be decided, and tells the home.</summary>
    public OutgoingMessage DecidePending(TargetCase targetCase, bool accept, DateTimeOffset now)
    {
        var decided = targetCase.Selections.Select(s => s.State != SelectionState.Pending ? s
            : accept ? s with { State = SelectionState.Accepted }
            : s with { State = SelectionState.Rejected, RejectionReason = NoPlace });
        targetCase = targetCase with { Selections = [.. decided] };
        if (ProvisionalRules.IsOfficial(targetCase.Selections.Select(s => s.State)) && targetCase.PersonId is { } personId)
        {
            targetCase = targetCase with { IsOfficial = true };
            MakeStudent(personId);
        }

        return Decide(targetCase, now, NoPlace);
    }

    /// <summary>R19: the provisional study rights whose time has passed are removed, with their students where nothing else holds them.</summary>
    public IReadOnlyList<OutgoingMessage> Purge(DateTimeOffset now)
    {
        var due = register.Cases
            .Where(c => c is { StudyRight: not null, IsOfficial: false } && ProvisionalRules.IsDue(c.ReceivedAt, options.ProvisionalKept, now))
            .ToList();
        return [.. due.Select(c => Remove(c, now)).OfType<OutgoingMessage>()];
    }

    /// <summary>R19, by hand. The home is told if the enrolment was still to be decided.</summary>
    public OutgoingMessage? Remove(TargetCase targetCase, DateTimeOffset now)
    {
        var wasPending = targetCase.IsAlive;
        targetCase = register.RemoveProvisional(targetCase);
        targetCase = targetCase with
        {
            Selections = [.. targetCase.Selections.Select(s =>
                s.State == SelectionState.Pending ? s with { State = SelectionState.NotEnrolled, RejectionReason = TimePassed } : s)],
        };
        register.Put(targetCase);
        return wasPending ? Decide(targetCase, now, TimePassed) : null;
    }

    /// <summary>Keeps the case and makes the message that tells how it stands now.</summary>
    public OutgoingMessage Decide(TargetCase targetCase, DateTimeOffset now, Localised reasonIfRejected)
    {
        register.Put(targetCase with { Decisions = targetCase.Decisions + 1 });
        return new()
        {
            Id = ReplyId.For(targetCase.RequestDeliveryId, MessageType.EnrolmentDecided, targetCase.Decisions),
            Time = now,
            Recipient = targetCase.Home,
            Network = targetCase.Network,
            CaseId = targetCase.CaseId,
            InReplyTo = targetCase.RequestId,
            Data = Decision(targetCase, now, reasonIfRejected),
        };
    }

    /// <summary>How the case stands. The study right and the student number are told once a place was accepted (R18).</summary>
    public EnrolmentDecided Decision(TargetCase targetCase, DateTimeOffset now, Localised reasonIfRejected) => new()
    {
        DecidedAt = now,
        Outcome = targetCase.IsAlive ? EnrolmentOutcome.Registered : EnrolmentOutcome.Rejected,
        RejectionReason = targetCase.IsAlive ? null : reasonIfRejected,
        Student = targetCase is { IsOfficial: true, PersonId: { } personId } ? Own(register.Person(personId).Student) : null,
        TargetStudyRight = targetCase.IsOfficial ? targetCase.StudyRight : null,
        Selections = targetCase.Selections,
    };

    private static Student Own(Student student) => new() { TargetEppn = student.TargetEppn, TargetStudentNumber = student.TargetStudentNumber };

    /// <summary>
    /// R18: from now on the person is a student here, with a number of this institution. R13: access to its other systems is its own process,
    /// which begins here too, with an account made of what it gave the student itself.
    /// </summary>
    private void MakeStudent(string personId)
    {
        var person = register.Person(personId);
        if (person.Student.TargetStudentNumber is not null)
        {
            return;
        }

        var number = register.NewId("XS");
        var eppn = $"{number.ToLowerInvariant()}@{options.Domain ?? $"i{options.Institution}.example"}";
        register.Put(person with { Student = person.Student with { TargetStudentNumber = number, TargetEppn = eppn } });
    }
}
