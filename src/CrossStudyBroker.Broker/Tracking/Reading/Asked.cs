namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>What a walk's index answers by itself, so that it need not be checked again: planners take what is said twice for rarer than it is.</summary>
internal enum Asked
{
    /// <summary>Nothing of a delivery.</summary>
    Nothing,

    /// <summary>The cause group.</summary>
    Cause,

    /// <summary>The problem codes.</summary>
    Codes,

    /// <summary>The states.</summary>
    States,
}
