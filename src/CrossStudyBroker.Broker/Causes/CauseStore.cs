using System.Data.Common;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Causes;

/// <summary>Takes answers out of their cause groups that have been there for long enough.</summary>
internal sealed class CauseStore(ITrackerDatabase database)
{
    private const string SelectDeliveries = $"""
        select delivery_id, sender, state, cause, changed_at from delivery
        where cause is not null and state in (14, 60, 70) and changed_at < @before order by changed_at limit @most
        """;

    // One that has been made good meanwhile is left as it is, by whichever replica.
    private const string ClearDelivery = "update delivery set cause = null where delivery_id = @id and state = @state and cause = @cause";

    private const string SelectMessages = """
        select id, sender, cause, received_at from message where cause is not null and received_at < @before order by received_at limit @most
        """;

    private const string ClearMessage = "update message set cause = null where id = @id and cause = @cause";

    /// <summary>Takes out at most so many deliveries and messages whose answer is older; returns how many.</summary>
    public async Task<int> ClearAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var old = await database.ReadAsync(connection => ReadAsync(connection, new { before = database.Dialect.Time(StoredTime.Of(before)), most }, cancellationToken), cancellationToken);
        return old.Count == 0 ? 0 : await database.WriteAsync(connection => ClearAsync(connection, old, cancellationToken), cancellationToken);
    }

    private async Task<int> ClearAsync(DbConnection connection, List<Old> old, CancellationToken cancellationToken)
    {
        var tally = new CountTally();
        foreach (var one in old)
        {
            var sql = one.Delivery is null ? ClearMessage : ClearDelivery;
            var parameters = new { id = one.Delivery ?? one.Message, state = one.State, cause = one.Cause };
            if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)) > 0)
            {
                tally.Add(CountChanges.Cleared(one.Sender, one.State, one.Cause, one.At));
            }
        }

        await CountStore.WriteAsync(connection, tally, database.Dialect, cancellationToken);
        return tally.Changes.Sum(change => change.Number);
    }

    private async Task<List<Old>> ReadAsync(DbConnection connection, object parameters, CancellationToken cancellationToken)
    {
        var deliveries = await connection.RowsAsync(
            new CommandDefinition(SelectDeliveries, parameters, cancellationToken: cancellationToken),
            row => new Old(row.GetValue(0), null, row.GetString(1), row.GetInt16(2), row.GetString(3), database.Dialect.ReadTime(row, 4)));
        var messages = await connection.RowsAsync(
            new CommandDefinition(SelectMessages, parameters, cancellationToken: cancellationToken),
            row => new Old(null, row.GetInt64(0), row.GetString(1), CountedStates.RefusedAtIntake, row.GetString(2), database.Dialect.ReadTime(row, 3)));
        return [.. deliveries, .. messages];
    }

    private sealed record Old(object? Delivery, object? Message, string Sender, short State, string Cause, DateTimeOffset At);
}
