using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Students;

/// <summary>What other institutions are told of a student when they know the rest already.</summary>
internal static class Identity
{
    public static Student Of(Student student) => new()
    {
        LearnerNumber = student.LearnerNumber,
        PersonalIdentityCode = student.PersonalIdentityCode,
        HomeStudentNumber = student.HomeStudentNumber,
        TargetStudentNumber = student.TargetStudentNumber,
    };
}
