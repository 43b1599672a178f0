namespace CrossStudyBroker.Adapters.Rules;

/// <summary>What a completion is in the national register (VIRTA), seen from one institution (R26).</summary>
public enum RecordOrigin
{
    /// <summary>Completed at this institution: so at the target.</summary>
    Original,

    /// <summary>Completed at another institution and recognised here: so at home.</summary>
    CompletedElsewhere,
}
