namespace CrossStudyBroker.Broker.Jobs;

/// <summary>How one delivery of a job stands. The numbers are stored.</summary>
public enum JobItemState
{
    /// <summary>Not come to yet.</summary>
    Waiting = 0,

    /// <summary>A retry is under way.</summary>
    UnderWay = 1,

    /// <summary>The recipient has it.</summary>
    Succeeded = 2,

    /// <summary>It failed again.</summary>
    Failed = 3,

    /// <summary>It was left out: no retry was possible, or it waits behind an earlier message and leaves after it.</summary>
    Skipped = 4,
}
