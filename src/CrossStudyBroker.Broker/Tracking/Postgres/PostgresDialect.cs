using System.Data.Common;
using CrossStudyBroker.Broker.Tracking.Reading;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>uuid and timestamptz.</summary>
internal sealed class PostgresDialect : IStoreDialect
{
    public bool WantsIndexConditions => false;

    public object Time(DateTimeOffset value) => StoredTime.Of(value);

    public DateTimeOffset ReadTime(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public object Day(DateOnly value) => value;

    public object Id(Guid value) => value;

    public object Ids(IEnumerable<Guid> values) => values.ToArray();

    public string In(string parameter) => $"= any(@{parameter})";

    public string Among(string query) => $"= any(array({query}))";

    public Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);
}
