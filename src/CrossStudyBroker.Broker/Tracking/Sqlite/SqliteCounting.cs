using CrossStudyBroker.Broker.Flow;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Writes down what changes the running counts, in the transaction that changes it.</summary>
internal static class SqliteCounting
{
    private const string Insert = """
        insert into count_change (sender, recipient, type, before, after, cause_before, cause_after, code, step, number, first_at, last_at)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    /// <summary>Writes what was added up.</summary>
    public static void Write(SqliteSession session, CountTally tally)
    {
        foreach (var change in tally.Changes)
        {
            session.Execute(
                Insert,
                change.Sender,
                change.Recipient,
                change.Type,
                change.Before,
                change.After,
                change.CauseBefore,
                change.CauseAfter,
                change.Code,
                change.Step,
                change.Number,
                change.FirstAt,
                change.LastAt);
        }
    }
}
