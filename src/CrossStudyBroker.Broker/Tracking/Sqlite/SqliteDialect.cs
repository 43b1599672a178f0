using System.Data.Common;
using System.Globalization;
using CrossStudyBroker.Broker.Tracking.Reading;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Ids as 16 bytes in the order they are written, times as whole microseconds since 1970.</summary>
internal sealed class SqliteDialect : IStoreDialect
{
    public bool WantsIndexConditions => true;

    public object Time(DateTimeOffset value) => StoredTime.ToMicroseconds(value);

    public DateTimeOffset ReadTime(DbDataReader reader, int column) => StoredTime.FromMicroseconds(reader.GetInt64(column));

    public object Day(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public object Id(Guid value) => value.ToByteArray(bigEndian: true);

    public object Ids(IEnumerable<Guid> values) => values.Select(Id).ToList();

    public string In(string parameter) => "in @" + parameter;

    public string Among(string query) => $"in ({query})";

    public Guid ReadId(DbDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);
}
