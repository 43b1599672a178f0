using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Students;

namespace CrossStudyBroker.ReferenceSis.Home;

/// <summary>Changes at home that flow to every target with a live link (R3, R4, R12, R17). The broker finds the targets.</summary>
internal sealed class HomeChanges(HomeRegister register)
{
    private readonly Dictionary<string, string> _newestPersonalData = [];
    private readonly Dictionary<string, string> _newestStudyRight = [];

    /// <summary>R3. The message carries all there is, so it makes an earlier one of the same student needless.</summary>
    public OutgoingMessage PersonalData(string studentId, Func<Student, Student> change, DateTimeOffset now)
    {
        var before = register.Student(studentId);
        var after = before with { Student = change(before.Student) };
        register.Put(after);
        return Newest(_newestPersonalData, studentId, now, new PersonalDataChanged
        {
            Student = after.Student,
            PreviousIdentity = Previous(before.Student, after.Student),
        });
    }

    /// <summary>R4, R12, R17. The message carries the whole study right.</summary>
    public OutgoingMessage StudyRight(string studentId, StudyRightChangeReason reason, Func<StudyRight, StudyRight> change, DateTimeOffset now)
    {
        var before = register.Student(studentId);
        var right = before.StudyRights[0] with { StudyRight = change(before.StudyRights[0].StudyRight) };
        register.Put(before with { StudyRights = [right, .. before.StudyRights.Skip(1)] });
        return Newest(_newestStudyRight, studentId, now, new StudyRightChanged
        {
            Student = Identity.Of(before.Student),
            HomeStudyRight = right.StudyRight,
            Reason = reason,
        });
    }

    public Handled Answered(Delivery<PersonalDataAnswered> delivery)
    {
        register.Put(new ChangeAnswer
        {
            MessageId = delivery.InReplyTo ?? "", Target = delivery.Sender, Outcome = delivery.Data.Outcome, Code = delivery.Data.Code,
        });
        return Handled.Processed();
    }

    public Handled Answered(Delivery<StudyRightAnswered> delivery)
    {
        register.Put(new ChangeAnswer
        {
            MessageId = delivery.InReplyTo ?? "",
            Target = delivery.Sender,
            Outcome = delivery.Data.Outcome,
            Code = delivery.Data.Code,
            TargetStudyRight = delivery.Data.TargetStudyRight,
        });
        return Handled.Processed();
    }

    private static OutgoingMessage Newest(Dictionary<string, string> newest, string studentId, DateTimeOffset now, object data)
    {
        var message = new OutgoingMessage
        {
            Id = Guid.CreateVersion7(now).ToString(), Time = now, Replaces = newest.GetValueOrDefault(studentId), Data = data,
        };
        newest[studentId] = message.Id;
        return message;
    }

    private static PreviousIdentity? Previous(Student before, Student after)
    {
        var learner = before.LearnerNumber == after.LearnerNumber ? null : before.LearnerNumber;
        var code = before.PersonalIdentityCode == after.PersonalIdentityCode ? null : before.PersonalIdentityCode;
        return learner is null && code is null ? null : new() { LearnerNumber = learner, PersonalIdentityCode = code };
    }
}
