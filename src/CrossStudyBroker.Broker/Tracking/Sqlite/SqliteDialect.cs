using System.Data.Common;
using CrossStudyBroker.Broker.Tracking.Reading;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Ids as 16 bytes in the order they are written, times as whole microseconds since 1970.</summary>
internal sealed class SqliteDialect : IStoreDialect
{
    public object Time(DateTimeOffset value) => StoredTime.ToMicroseconds(value);

    public DateTimeOffset ReadTime(DbDataReader reader, int column) => StoredTime.FromMicroseconds(reader.GetInt64(column));

    public object Id(Guid value) => value.ToByteArray(bigEndian: true);

    public Guid ReadId(DbDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);
}
