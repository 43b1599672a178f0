using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Students;

namespace CrossStudyBroker.ReferenceSis.Home;

/// <summary>The home's part of an enrolment.</summary>
internal sealed class HomeEnrolments(HomeRegister register, Catalogue catalogue)
{
    /// <summary>R1: with a study right that the home lets be used in that network.</summary>
    public OutgoingMessage Enrol(string studentId, string target, string network, IReadOnlyList<string> selectionIds, DateTimeOffset now)
    {
        var student = register.Student(studentId);
        var right = student.StudyRights.FirstOrDefault(r => r.Networks.Contains(network))
            ?? throw new ArgumentException("No study right of the student belongs to that network (R1).", nameof(network));
        var message = new OutgoingMessage
        {
            Id = NewId(now),
            Time = now,
            Recipient = target,
            Network = network,
            CaseId = NewId(now),
            Data = new EnrolmentRequested
            {
                Student = student.Student,
                HomeStudyRight = right.StudyRight,
                EnrolledAt = now,
                Selections = [.. selectionIds.Select(id => Selection(target, id))],
            },
        };
        register.Put(new HomeCase
        {
            CaseId = message.CaseId,
            StudentId = studentId,
            Target = target,
            Network = network,
            RequestId = message.Id,
            State = HomeCaseState.Requested,
            Selections = ((EnrolmentRequested)message.Data).Selections,
        });
        return message;
    }

    /// <summary>All places of the case are given up. Whether it is still allowed (R15) is not the home's to say.</summary>
    public OutgoingMessage Cancel(string caseId, DateTimeOffset now)
    {
        var homeCase = register.Case(caseId);
        register.Put(homeCase with { State = HomeCaseState.Cancelling });
        return new()
        {
            Id = NewId(now),
            Time = now,
            Recipient = homeCase.Target,
            Network = homeCase.Network,
            CaseId = caseId,
            Data = new EnrolmentCancelled
            {
                Student = Identity.Of(register.Student(homeCase.StudentId).Student),
                CancelledAt = now,
                Selections = homeCase.Selections,
            },
        };
    }

    public Handled Received(Delivery<EnrolmentReceived> delivery)
    {
        if (register.FindCase(delivery.CaseId) is not { } homeCase || homeCase.Target != delivery.Sender)
        {
            return Handled.Refused(ProblemCodes.ContentRefused, "The case is unknown.");
        }

        // It may come after the decision; then it tells nothing new.
        if (homeCase.State == HomeCaseState.Requested)
        {
            register.Put(homeCase with { State = HomeCaseState.Received });
        }

        return Handled.Processed();
    }

    public Handled Decided(Delivery<EnrolmentDecided> delivery)
    {
        if (register.FindCase(delivery.CaseId) is not { } homeCase || homeCase.Target != delivery.Sender)
        {
            return Handled.Refused(ProblemCodes.ContentRefused, "The case is unknown.");
        }

        if (!(homeCase.Decision?.DecidedAt > delivery.Data.DecidedAt))
        {
            register.Put(homeCase with { State = HomeCaseState.Decided, Decision = delivery.Data });
        }

        return Handled.Processed();
    }

    private Selection Selection(string target, string id)
    {
        var item = catalogue.Find(target, id);
        return item?.Kind == OfferingKind.CourseUnit
            ? new() { Id = id, Kind = SelectionKind.CourseUnit }
            : new() { Id = id, Kind = SelectionKind.Realisation, CourseUnitId = item?.CourseUnitId ?? Courses.CourseUnitOf(id) };
    }

    private static string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString();
}
