using Npgsql;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>Building and running of statements that travel together: one round trip, one transaction, prepared once per connection.</summary>
internal static class PostgresBatch
{
    /// <summary>
    /// Must be the first statement of every batch. A prepared statement keeps the plan it got when its tables were empty, where
    /// reading them whole looks cheap; everything in these batches is looked up by key.
    /// </summary>
    public static NpgsqlBatch Begin(NpgsqlConnection connection) =>
        new(connection) { BatchCommands = { new NpgsqlBatchCommand("select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)") } };

    /// <summary>Adds a statement with its parameters in order ($1, $2, …).</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>An array parameter, one element per row.</summary>
    public static NpgsqlParameter Column<TRow, T>(IReadOnlyCollection<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        var index = 0;
        foreach (var row in rows)
        {
            column[index++] = value(row);
        }

        return new NpgsqlParameter<T[]> { TypedValue = column };
    }

    /// <summary>A single value.</summary>
    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>Runs the batch; the reader stands at the first result of the first own statement that gives one.</summary>
    public static async Task<NpgsqlDataReader> RunAsync(this NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await batch.PrepareAsync(cancellationToken);
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return reader;
    }
}
