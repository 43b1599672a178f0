using System.Data.Common;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>How one store keeps ids and times. The statements that read messages are otherwise the same in both.</summary>
internal interface IStoreDialect
{
    /// <summary>Parameter value of a time.</summary>
    object Time(DateTimeOffset value);

    /// <summary>Time in a column.</summary>
    DateTimeOffset ReadTime(DbDataReader reader, int column);

    /// <summary>Parameter value of an id.</summary>
    object Id(Guid value);

    /// <summary>Id in a column.</summary>
    Guid ReadId(DbDataReader reader, int column);
}
