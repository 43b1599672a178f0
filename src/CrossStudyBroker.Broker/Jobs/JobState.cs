namespace CrossStudyBroker.Broker.Jobs;

/// <summary>How a bulk job stands. The numbers are stored.</summary>
public enum JobState
{
    /// <summary>At work.</summary>
    Running = 1,

    /// <summary>A person has paused it.</summary>
    Paused = 2,

    /// <summary>It has stopped by itself, see <see cref="Job.Reason"/>; a person may resume or cancel it.</summary>
    Stopped = 3,

    /// <summary>A person has ended it; what it had not come to is left as it was.</summary>
    Cancelled = 4,

    /// <summary>It has come to all of its deliveries.</summary>
    Done = 5,
}
