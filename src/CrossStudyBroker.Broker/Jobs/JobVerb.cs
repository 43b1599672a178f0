namespace CrossStudyBroker.Broker.Jobs;

/// <summary>What people may do with a job.</summary>
public enum JobVerb
{
    /// <summary>Let it begin nothing more for now.</summary>
    Pause,

    /// <summary>Let it go on, with one delivery first.</summary>
    Resume,

    /// <summary>End it; what it has not come to stays as it is.</summary>
    Cancel,
}
