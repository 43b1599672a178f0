using System.Data.Common;
using CrossStudyBroker.Broker.Tracking.Reading;
using Microsoft.Data.Sqlite;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>The tracker in one SQLite file (embedded). One program writes at a time; the command line may read and write beside it.</summary>
internal sealed class SqliteTrackerStore : ITrackerStore, ITrackerDatabase, IAsyncDisposable
{
    private readonly MessageReader _messages = new(new SqliteDialect());
    private readonly SqliteFile _file;
    private readonly SqliteSessions _sessions;
    private readonly TimeProvider _time;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="dataFile">Path of the file; it and its folder are created by <see cref="MigrateAsync"/> where missing.</param>
    /// <param name="time">Says which day it is, for the expiry of links.</param>
    public SqliteTrackerStore(string dataFile, TimeProvider time)
    {
        _file = new SqliteFile(dataFile);
        _sessions = new SqliteSessions(_file);
        _time = time;
    }

    public IStoreDialect Dialect { get; } = new SqliteDialect();

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        _sessions.ReadAsync(session => read(session.Connection), cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) =>
        _sessions.WriteInTransactionAsync(session => write(session.Connection), cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken)
    {
        _file.Create();
        return _sessions.WriteAsync(session => SqliteMigrations.Apply(session, _time.GetUtcNow()), cancellationToken);
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _sessions.ReadAsync(session => Task.FromResult(SqliteMigrations.IsNewest(session)), cancellationToken);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public Task<Facts> ReadFactsAsync(FactsRequest request, CancellationToken cancellationToken)
    {
        if (request.IsEmpty)
        {
            return Task.FromResult(Facts.None);
        }

        var today = StoredTime.DayOf(_time.GetUtcNow());
        return _sessions.ReadAsync(
            session => Task.FromResult(session.InTransaction("begin", s => SqliteFacts.Read(s, request, today))), cancellationToken);
    }

    public Task<IReadOnlyList<RecordResult>> RecordAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken) =>
        _sessions.WriteInTransactionAsync(session => SqliteRecording.Record(session, messages), cancellationToken);

    public Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken) =>
        _sessions.WriteInTransactionAsync(session => SqliteApplying.Apply(session, changes), cancellationToken);

    public Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken) =>
        _sessions.ReadAsync<IReadOnlyList<Admission>>(
            session => Task.FromResult<IReadOnlyList<Admission>>(
                session.InTransaction("begin", reading => deliveries.Select(id => SqliteOrder.Admit(reading, id)).OfType<Admission>().ToList())),
            cancellationToken);

    public Task<DueDeliveries> TakeDueAsync(DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken) =>
        _sessions.WriteInTransactionAsync(session => SqliteDue.Take(session, now, again, most), cancellationToken);

    public Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken) =>
        _sessions.WriteInTransactionAsync(session => SqliteDue.Make(session, deliveries, now), cancellationToken);

    public Task<int> MakeQueuedDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        _sessions.WriteInTransactionAsync(session => SqliteDue.MakeQueued(session, now), cancellationToken);

    public Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken) =>
        _sessions.ReadAsync(
            session => _messages.FindAsync(session.Connection, trackingId, visibleTo, cancellationToken), cancellationToken);

    public Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken) =>
        _sessions.ReadAsync(session => _messages.ListAsync(session.Connection, filter, cancellationToken), cancellationToken);

    /// <summary>
    /// Writes the log back into the file and empties it: what was deleted is overwritten in the file, but older pages live on in the log until
    /// then. False if a reader is in the way.
    /// </summary>
    public async Task<bool> TruncateLogAsync(CancellationToken cancellationToken)
    {
        await _sessions.ReadAsync(session => Task.FromResult(session.Execute("pragma wal_checkpoint(passive)")), cancellationToken); // most of it, while others write
        return await _sessions.WriteAsync(SqliteFile.TruncateLog, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _sessions.Dispose();
        return ValueTask.CompletedTask;
    }
}
