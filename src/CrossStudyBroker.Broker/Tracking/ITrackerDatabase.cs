using System.Data.Common;
using CrossStudyBroker.Broker.Tracking.Reading;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>
/// The tracker's database for what is not on the way of messages: capabilities keep statements of their own that are the same on both stores.
/// </summary>
internal interface ITrackerDatabase
{
    /// <summary>How the store keeps ids and times.</summary>
    IStoreDialect Dialect { get; }

    /// <summary>Reads on a connection of its own.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Writes in one transaction, of which nothing stays if it throws. It may be run again after a collision with another replica.</summary>
    Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken);
}
