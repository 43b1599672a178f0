using System.Data.Common;
using CrossStudyBroker.Broker.Tracking.Reading;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>uuid and timestamptz.</summary>
internal sealed class PostgresDialect : IStoreDialect
{
    public object Time(DateTimeOffset value) => value;

    public DateTimeOffset ReadTime(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public object Id(Guid value) => value;

    public Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);
}
