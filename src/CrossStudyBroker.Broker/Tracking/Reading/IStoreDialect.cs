using System.Data.Common;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>How one store keeps ids and times. The statements that read messages are otherwise the same in both.</summary>
internal interface IStoreDialect
{
    /// <summary>
    /// True if the condition of an index that holds only some rows must be said word by word for the index to be taken. A planner that goes by statistics
    /// needs none, and takes what is said twice for rarer than it is.
    /// </summary>
    bool WantsIndexConditions { get; }

    /// <summary>Parameter value of a time.</summary>
    object Time(DateTimeOffset value);

    /// <summary>Time in a column.</summary>
    DateTimeOffset ReadTime(DbDataReader reader, int column);

    /// <summary>Parameter value of a day.</summary>
    object Day(DateOnly value);

    /// <summary>Parameter value of an id.</summary>
    object Id(Guid value);

    /// <summary>Parameter value of several ids, for <see cref="In"/>; to be given by <c>DynamicParameters</c>.</summary>
    object Ids(IEnumerable<Guid> values);

    /// <summary>The condition that what stands before it is one of the values of a parameter: an array, or several ids.</summary>
    string In(string parameter);

    /// <summary>
    /// The condition that the key that stands before it is one of those that a query finds, each looked up by its index however many rows the table has; a planner
    /// that knew it when it was small would otherwise read all of it.
    /// </summary>
    string Among(string query);

    /// <summary>Id in a column.</summary>
    Guid ReadId(DbDataReader reader, int column);
}
