using System.Data.Common;
using CrossStudyBroker.Broker.Causes;
using CrossStudyBroker.Broker.Tracking;
using Dapper;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>Takes traces that are erased out of the counts again. What is counted is what the statements that erase give back, so it is exact.</summary>
/// <param name="at">Any time; what is taken away counts at none.</param>
internal sealed class SweptCounts(DateTimeOffset at)
{
    private const string Insert = """
        insert into count_change (sender, recipient, type, before, cause_before, number, first_at, last_at)
        values (@Sender, @Recipient, @Type, @Before, @CauseBefore, @Number, @at, @at)
        """;

    private readonly CountTally _tally = new();

    /// <summary>A delivery is erased.</summary>
    public void AddDelivery(string sender, string recipient, string type, short state, string? cause) => Add(sender, recipient, type, state, cause);

    /// <summary>A message is erased that the broker had refused.</summary>
    public void AddRefused(string sender, string? recipient, string type, string? cause) =>
        Add(sender, recipient ?? "", CauseRules.TypeOf(type), CountedStates.RefusedAtIntake, cause);

    /// <summary>Writes it down, in the transaction that erases.</summary>
    public Task WriteAsync(DbConnection connection, ITrackerDatabase database, CancellationToken cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
        Insert,
        _tally.Changes.Select(change => new { change.Sender, change.Recipient, change.Type, change.Before, change.CauseBefore, change.Number, at = database.Dialect.Time(at) }),
        cancellationToken: cancellationToken));

    private void Add(string sender, string recipient, string type, short state, string? cause) =>
        _tally.Add(new CountChange { Sender = sender, Recipient = recipient, Type = type, Before = state, CauseBefore = cause, Number = 1, FirstAt = at, LastAt = at });
}
