using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>What the statements that sweep traces share to take their part out of the counts again.</summary>
internal static class SweptCounts
{
    /// <summary>Begins the statement; columns (sender, recipient, type, state, cause, number, a time twice) follow. The time counts nowhere.</summary>
    public const string Insert = "insert into count_change (sender, recipient, type, before, cause_before, number, first_at, last_at)";

    private static readonly string Types = string.Join(", ", MessageType.All.Keys.Order(StringComparer.Ordinal).Select(type => $"'{type}'"));

    /// <summary>The type that a refused message was counted by (<see cref="Causes.CauseRules.TypeOf"/>), from the column given.</summary>
    public static string TypeOf(string column) => $"case when {column} in ({Types}) then {column} else '' end";
}
