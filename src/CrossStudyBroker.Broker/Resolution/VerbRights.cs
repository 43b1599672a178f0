namespace CrossStudyBroker.Broker.Resolution;

/// <summary>Who may use which verb, for telling people before they stand in front of a transfer; from the very table that decides there.</summary>
public static class VerbRights
{
    /// <summary>All who may use a verb on some transfer.</summary>
    public static Who Of(Verb verb) => ResolutionRules.Table[verb].Who;

    /// <summary>Those of them that an institution can be, or that the operator is.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="isOperator">Whether the operator asks.</param>
    public static Who Of(Verb verb, bool isOperator)
    {
        var mine = Of(verb) & (isOperator ? Who.Operator | Who.AskedOperator : Who.Sender | Who.Recipient | Who.Home);
        return mine.HasFlag(Who.Operator) ? Who.Operator : mine; // at any time is more than when asked
    }

    /// <summary>Each of several.</summary>
    public static IEnumerable<Who> Each(Who who) => Enum.GetValues<Who>().Where(one => one != Who.None && who.HasFlag(one));
}
