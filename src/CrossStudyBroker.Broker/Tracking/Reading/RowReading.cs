using System.Data.Common;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>Columns that may be null.</summary>
internal static class RowReading
{
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : Convert.ToInt32(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset? TimeOrNull(this IStoreDialect dialect, DbDataReader row, int column) => row.IsDBNull(column) ? null : dialect.ReadTime(row, column);

    public static Guid? IdOrNull(this IStoreDialect dialect, DbDataReader row, int column) => row.IsDBNull(column) ? null : dialect.ReadId(row, column);
}
