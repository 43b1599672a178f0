using System.Data.Common;
using CrossStudyBroker.Broker.Tracking.Reading;
using Npgsql;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>The tracker on PostgreSQL (production). Any number of replicas may share one database.</summary>
/// <param name="dataSource">Where to connect; stays the caller's.</param>
/// <param name="time">Says which day it is, for the expiry of links.</param>
internal sealed class PostgresTrackerStore(NpgsqlDataSource dataSource, TimeProvider time) : ITrackerStore, ITrackerDatabase
{
    private readonly MessageReader _messages = new(new PostgresDialect());

    public IStoreDialect Dialect { get; } = new PostgresDialect();

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await read(connection);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) => PostgresRetry.RunAsync(
        dataSource,
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await write(connection);
            await transaction.CommitAsync(cancellationToken);
            return result;
        },
        cancellationToken);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await PostgresMigrations.ApplyAsync(connection, cancellationToken);
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            return await PostgresMigrations.IsNewestAsync(connection, cancellationToken);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async Task<Facts> ReadFactsAsync(FactsRequest request, CancellationToken cancellationToken)
    {
        if (request.IsEmpty)
        {
            return Facts.None;
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await PostgresFacts.ReadAsync(connection, request, StoredTime.DayOf(time.GetUtcNow()), cancellationToken);
    }

    public Task<IReadOnlyList<RecordResult>> RecordAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken) =>
        PostgresRecording.RecordAsync(dataSource, messages, cancellationToken);

    public async Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken) =>
        changes.Count == 0
            ? []
            : await PostgresRetry.RunAsync(dataSource, c => PostgresApplying.ApplyAsync(c, changes, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await PostgresOrder.AdmitAsync(connection, deliveries, cancellationToken);
    }

    public Task<DueDeliveries> TakeDueAsync(DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken) =>
        PostgresRetry.RunAsync(dataSource, c => PostgresDue.TakeAsync(c, StoredTime.Of(now), StoredTime.Of(again), most, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await PostgresDue.MakeAsync(connection, deliveries, StoredTime.Of(now), cancellationToken);
    }

    public async Task<int> MakeQueuedDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await PostgresDue.MakeQueuedAsync(connection, StoredTime.Of(now), cancellationToken);
    }

    public async Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await _messages.FindAsync(connection, trackingId, visibleTo, cancellationToken);
    }

    public async Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await _messages.ListAsync(connection, filter, cancellationToken);
    }
}
