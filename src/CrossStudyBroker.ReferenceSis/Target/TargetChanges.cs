using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Students;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>Changes that come from the homes of students (R3, R4, R12, R17).</summary>
internal sealed class TargetChanges(TargetRegister register)
{
    private static readonly Localised NotKnown = new() { Fi = "Opiskelijaa ei tunneta.", En = "The student is not known." };
    private static readonly Localised NoStudyRight = new() { Fi = "Opiskeluoikeutta ei ole.", En = "There is no such study right." };

    /// <summary>R3: what the home tells replaces what was here.</summary>
    public Handled PersonalData(Delivery<PersonalDataChanged> delivery, DateTimeOffset now)
    {
        var change = delivery.Data;
        var match = register.MatchOf(delivery.Sender, Before(change));
        if (match.Kind == IdentityMatchKind.Ambiguous)
        {
            return Handled.Failed(ProblemCodes.StudentAmbiguous);
        }

        if (match.Person is not { } person)
        {
            return Refused(delivery, ProblemCodes.StudentUnknown, NotKnown, now);
        }

        register.Put(person with
        {
            Student = change.Partial == true
                ? StudentData.Completed(person.Student, change.Student)
                : StudentData.Replaced(person.Student, change.Student),
        });
        return Handled.Processed(Handled.Reply(delivery, new PersonalDataAnswered { Outcome = ChangeOutcome.Updated }, now));

        static Handled Refused(Delivery<PersonalDataChanged> delivery, string code, Localised reason, DateTimeOffset now) =>
            Handled.Processed(Handled.Reply(delivery, new PersonalDataAnswered { Outcome = ChangeOutcome.Refused, Code = code, Reason = reason }, now));
    }

    /// <summary>R4, R12, R17: the home study right as it is now caps every target study right that rests on it.</summary>
    public Handled StudyRight(Delivery<StudyRightChanged> delivery, DateTimeOffset now)
    {
        var match = register.MatchOf(delivery.Sender, delivery.Data.Student);
        if (match.Kind == IdentityMatchKind.Ambiguous)
        {
            return Handled.Failed(ProblemCodes.StudentAmbiguous);
        }

        if (match.Person is not { } person)
        {
            return Refused(delivery, ProblemCodes.StudentUnknown, NotKnown, now);
        }

        var right = delivery.Data.HomeStudyRight;
        var concerned = register.Cases
            .Where(c => c.PersonId == person.Id && c.Home == delivery.Sender && c.HomeStudyRight.Id == right.Id && c.StudyRight is not null)
            .ToList();
        if (concerned.Count == 0)
        {
            return Refused(delivery, ProblemCodes.StudyRightUnknown, NoStudyRight, now);
        }

        var changed = concerned.Select(c => Apply(c, right, FinnishDay.Of(now))).OfType<StudyRight>().ToList();
        var answer = new StudyRightAnswered { Outcome = ChangeOutcome.Updated, TargetStudyRight = changed.MaxBy(r => r.EndDate) };
        return Handled.Processed(Handled.Reply(delivery, answer, now));

        static Handled Refused(Delivery<StudyRightChanged> delivery, string code, Localised reason, DateTimeOffset now) =>
            Handled.Processed(Handled.Reply(delivery, new StudyRightAnswered { Outcome = ChangeOutcome.Refused, Code = code, Reason = reason }, now));
    }

    /// <summary>The target study right, if the change changed it.</summary>
    private StudyRight? Apply(TargetCase targetCase, StudyRight homeStudyRight, DateOnly today)
    {
        var before = targetCase.StudyRight!; // only cases that have one come here
        var end = StudyRightRules.Capped(targetCase.NeededEnd, homeStudyRight.EndDate);
        var after = before with
        {
            // A right cut to before it began is left with its last day: R4 stands above R16.
            StartDate = end < before.StartDate ? end : before.StartDate,
            EndDate = end,
            State = end < today ? StudyRightState.Ended : StudyRightState.Active,
        };
        register.Put(targetCase with { HomeStudyRight = homeStudyRight, StudyRight = after });
        return after == before || !targetCase.IsOfficial ? null : after;
    }

    /// <summary>The student as known here before the change: by the earlier codes where the home tells of any.</summary>
    private static Student Before(PersonalDataChanged change) => change.Student with
    {
        LearnerNumber = change.PreviousIdentity?.LearnerNumber ?? change.Student.LearnerNumber,
        PersonalIdentityCode = change.PreviousIdentity?.PersonalIdentityCode ?? change.Student.PersonalIdentityCode,
    };
}
