namespace CrossStudyBroker.ReferenceSis.Students;

/// <summary>States of a study right as VIRTA has them.</summary>
public static class StudyRightState
{
    /// <summary>In force.</summary>
    public const int Active = 1;

    /// <summary>May be taken up later.</summary>
    public const int Option = 2;

    /// <summary>Ended.</summary>
    public const int Ended = 3;

    /// <summary>In force and not in use.</summary>
    public const int Passive = 4;

    /// <summary>The student resigned.</summary>
    public const int Resigned = 5;
}
