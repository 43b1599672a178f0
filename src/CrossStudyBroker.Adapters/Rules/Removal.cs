namespace CrossStudyBroker.Adapters.Rules;

/// <summary>What may be removed from the target's register.</summary>
public enum Removal
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The provisional study right; the student stays, because of an earlier accepted study right.</summary>
    StudyRight,

    /// <summary>The provisional student with the provisional study right.</summary>
    StudentAndStudyRight,
}
