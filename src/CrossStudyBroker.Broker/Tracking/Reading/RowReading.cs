using System.Data.Common;
using Dapper;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>Rows, and columns that may be null.</summary>
internal static class RowReading
{
    /// <summary>All rows of a statement.</summary>
    public static async Task<List<T>> RowsAsync<T>(this DbConnection connection, CommandDefinition command, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        await using var reader = await connection.ExecuteReaderAsync(command);
        while (await reader.ReadAsync(command.CancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : Convert.ToInt32(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset? TimeOrNull(this IStoreDialect dialect, DbDataReader row, int column) => row.IsDBNull(column) ? null : dialect.ReadTime(row, column);

    public static Guid? IdOrNull(this IStoreDialect dialect, DbDataReader row, int column) => row.IsDBNull(column) ? null : dialect.ReadId(row, column);
}
