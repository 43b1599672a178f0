namespace CrossStudyBroker.Dashboard.Pages.Overviews;

/// <summary>The numbers of a line, in the order they are shown in.</summary>
public enum FlowNumber
{
    /// <summary>Arrived in the period.</summary>
    Arrived,

    /// <summary>Delivered in the period.</summary>
    Delivered,

    /// <summary>Processed in the period.</summary>
    Processed,

    /// <summary>Failed in the period.</summary>
    Failed,

    /// <summary>Open now.</summary>
    Open,

    /// <summary>Waiting for a person now.</summary>
    Parked,
}
