using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Students;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>Enrolments of other institutions' students: taking in and cancelling (R5, R15, R16, R18–R20).</summary>
internal sealed class TargetEnrolments(ReferenceOptions options, TargetRegister register, TargetDecisions decisions, Catalogue catalogue)
{
    private static readonly Localised NotOffered = new() { Fi = "Toteutus ei ole tarjolla.", En = "The realisation is not on offer." };
    private static readonly Localised NoTimeLeft = new()
    {
        Fi = "Kotikorkeakoulun opiskeluoikeus päättyy ennen opintoja.", En = "The home study right ends before the studies.",
    };

    /// <summary>
    /// 1. Is the student known (R5)? 2. Are the places known? 3. How long would the study right last (R16, R4)?
    /// 4. Put it in the register, provisional (R18). 5. Decide, or leave it to a person.
    /// </summary>
    public Handled Requested(Delivery<EnrolmentRequested> delivery, DateTimeOffset now)
    {
        var request = delivery.Data;
        if (delivery.CaseId is not { } caseId || register.FindCase(delivery.Sender, caseId) is not null)
        {
            return Handled.Refused(ProblemCodes.ContentRefused, "The case id is missing or belongs to an earlier enrolment.");
        }

        // 1
        var match = register.Match(request.Student);
        if (match.Kind == IdentityMatchKind.Ambiguous)
        {
            return Handled.Failed(ProblemCodes.StudentAmbiguous);
        }

        // 2
        var items = request.Selections.Select(s => (Selection: s, Item: catalogue.Find(options.Institution, s.Id))).ToList();
        if (items.TrueForAll(i => i.Item is null))
        {
            return Handled.Refused(ProblemCodes.SelectionUnknown);
        }

        // 3
        var enrolmentDay = FinnishDay.Of(request.EnrolledAt);
        var realisationEnd = items.Max(i => i.Item?.EndDate ?? i.Item?.ValidUntil) ?? enrolmentDay;
        var period = StudyRightRules.TargetPeriod(enrolmentDay, realisationEnd, request.HomeStudyRight.EndDate);

        // 4
        var targetCase = new TargetCase
        {
            Home = delivery.Sender,
            CaseId = caseId,
            Network = delivery.Network,
            RequestId = delivery.MessageId,
            RequestDeliveryId = delivery.DeliveryId,
            ReceivedAt = now,
            HomeStudyRight = request.HomeStudyRight,
            NeededEnd = AcademicYear.EndOf(realisationEnd),
            Selections = [.. items.Select(i => Taken(i.Selection, i.Item, period))],
        };
        if (period is { } days)
        {
            targetCase = targetCase with { PersonId = Join(match.Person, request.Student), StudyRight = StudyRight(days) };
        }

        // 5
        if (period is null)
        {
            return Handled.Processed(decisions.Decide(targetCase, now, NoTimeLeft));
        }

        if (options.AcceptsAutomatically)
        {
            return Handled.Processed(decisions.DecidePending(targetCase, accept: true, now));
        }

        register.Put(targetCase);
        return Handled.Delivered(Handled.Reply(delivery, new EnrolmentReceived { ReceivedAt = now }, now));
    }

    /// <summary>R15: as long as every place given up may still be cancelled; otherwise the study office helps. R19, R20: what is left.</summary>
    public Handled Cancelled(Delivery<EnrolmentCancelled> delivery, DateTimeOffset now)
    {
        if (register.FindCase(delivery.Sender, delivery.CaseId) is not { } targetCase)
        {
            return Handled.Refused(ProblemCodes.SelectionUnknown);
        }

        var chosen = delivery.Data.Selections.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var given = targetCase.Selections.Where(s => chosen.Contains(s.Id) && s.State is SelectionState.Accepted or SelectionState.Pending).ToList();
        if (given.Exists(s => !MayCancel(s, delivery.Data.CancelledAt)))
        {
            return Handled.Refused(ProblemCodes.CancellationTooLate, "Contact the study office: " + options.StudyOffice);
        }

        targetCase = targetCase with
        {
            Selections = [.. targetCase.Selections.Select(s => given.Contains(s) ? s with { State = SelectionState.Aborted, AbortedBy = AbortedBy.Student } : s)],
        };
        targetCase = targetCase.IsAlive ? targetCase : register.RemoveProvisional(targetCase);
        register.Put(targetCase);
        return Handled.Processed(Handled.Reply(delivery, decisions.Decision(targetCase, now, TargetDecisions.CancelledByStudent), now));
    }

    private bool MayCancel(DecidedSelection selection, DateTimeOffset cancelledAt)
    {
        var item = catalogue.Find(options.Institution, selection.Id);
        return CancellationRules.MayCancel(selection.State == SelectionState.Accepted, cancelledAt, item?.EnrolmentStart, item?.EnrolmentEnd);
    }

    private static DecidedSelection Taken(Selection selection, OfferingItem? item, StudyPeriod? period)
    {
        var taken = new DecidedSelection { Id = selection.Id, Kind = selection.Kind, State = SelectionState.Pending, SubGroups = selection.SubGroups };
        return item is null ? taken with { State = SelectionState.NotEnrolled, RejectionReason = NotOffered }
            : period is null ? taken with { State = SelectionState.Rejected, RejectionReason = NoTimeLeft }
            : taken;
    }

    /// <summary>R5: the old identity, with the home's data as they are now (R3), or a new provisional person (R18).</summary>
    private string Join(TargetPerson? known, Student student)
    {
        var person = known is null
            ? new TargetPerson { Id = register.NewId("P"), Student = student with { TargetEppn = null, TargetStudentNumber = null } }
            : known with { Student = StudentData.Replaced(known.Student, student) };
        register.Put(person);
        return person.Id;
    }

    private StudyRight StudyRight(StudyPeriod period) => new()
    {
        Id = register.NewId("TSR"),
        Institution = options.Institution,
        State = StudyRightState.Active,
        StartDate = period.Start,
        EndDate = period.End,
    };
}
