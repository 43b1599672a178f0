using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>What the target keeps of a student's data when the home tells them anew (R3).</summary>
internal static class StudentData
{
    /// <summary>The home's data replace all, but for what is the target's own and for codes that the home did not tell.</summary>
    public static Student Replaced(Student known, Student told) => told with
    {
        LearnerNumber = told.LearnerNumber ?? known.LearnerNumber,
        PersonalIdentityCode = told.PersonalIdentityCode ?? known.PersonalIdentityCode,
        TargetEppn = known.TargetEppn,
        TargetStudentNumber = known.TargetStudentNumber,
    };

    /// <summary>Only what was told is replaced.</summary>
    public static Student Completed(Student known, Student told) => known with
    {
        LearnerNumber = told.LearnerNumber ?? known.LearnerNumber,
        PersonalIdentityCode = told.PersonalIdentityCode ?? known.PersonalIdentityCode,
        EuropeanStudentIdentifier = told.EuropeanStudentIdentifier ?? known.EuropeanStudentIdentifier,
        HomeEppn = told.HomeEppn ?? known.HomeEppn,
        HomeStudentNumber = told.HomeStudentNumber ?? known.HomeStudentNumber,
        FirstNames = told.FirstNames ?? known.FirstNames,
        LastName = told.LastName ?? known.LastName,
        CallName = told.CallName ?? known.CallName,
        DateOfBirth = told.DateOfBirth ?? known.DateOfBirth,
        Gender = told.Gender ?? known.Gender,
        Citizenships = told.Citizenships ?? known.Citizenships,
        MotherTongue = told.MotherTongue ?? known.MotherTongue,
        MotherTongueText = told.MotherTongueText ?? known.MotherTongueText,
        PreferredLanguage = told.PreferredLanguage ?? known.PreferredLanguage,
        Addresses = told.Addresses ?? known.Addresses,
        Emails = told.Emails ?? known.Emails,
        Phones = told.Phones ?? known.Phones,
        MunicipalityOfResidence = told.MunicipalityOfResidence ?? known.MunicipalityOfResidence,
        MunicipalityOfResidenceText = told.MunicipalityOfResidenceText ?? known.MunicipalityOfResidenceText,
        NonDisclosure = told.NonDisclosure ?? known.NonDisclosure,
    };
}
