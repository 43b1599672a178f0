using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Tests.Api;

/// <summary>The real store with something in between: an exception to throw, or a gate that recording waits for.</summary>
internal sealed class StoreInBetween : ITrackerStore, ITrackerDatabase
{
    private ITrackerStore? _store;
    private ITrackerDatabase? _database;

    /// <summary>Thrown by everything that reads messages, and whatever else is shown.</summary>
    public Exception? OnReading { get; set; }

    /// <summary>Thrown by everything that writes by the seam of the database.</summary>
    public Exception? OnWriting { get; set; }

    /// <summary>Recording waits for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Finding out whether the store is ready waits for it.</summary>
    public Task ReadyGate { get; set; } = Task.CompletedTask;

    /// <summary>False makes the store not ready.</summary>
    public bool Ready { get; set; } = true;

    public IStoreDialect Dialect => Database.Dialect;

    private ITrackerDatabase Database => _database ?? throw new InvalidOperationException("Add the store to the services first.");

    private ITrackerStore Store => _store ?? throw new InvalidOperationException("Add the store to the services first.");

    /// <summary>Puts itself before the registered store.</summary>
    public void AddTo(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(ITrackerStore));
        services.AddSingleton<ITrackerStore>(provider =>
        {
            _store = (ITrackerStore)registered.ImplementationFactory!(provider); // registered by a factory
            return this;
        });
        var database = services.Last(service => service.ServiceType == typeof(ITrackerDatabase));
        services.AddSingleton<ITrackerDatabase>(provider =>
        {
            _database = (ITrackerDatabase)database.ImplementationFactory!(provider); // likewise
            return this;
        });
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        OnReading is { } exception ? Task.FromException<T>(exception) : Database.ReadAsync(read, cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) =>
        OnWriting is { } exception ? Task.FromException<T>(exception) : Database.WriteAsync(write, cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken) => Store.MigrateAsync(cancellationToken);

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await ReadyGate.WaitAsync(cancellationToken);
        return Ready && await Store.IsReadyAsync(cancellationToken);
    }

    public Task<Facts> ReadFactsAsync(FactsRequest request, CancellationToken cancellationToken) => Store.ReadFactsAsync(request, cancellationToken);

    public async Task<IReadOnlyList<RecordResult>> RecordAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        return await Store.RecordAsync(messages, cancellationToken);
    }

    public Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(IReadOnlyList<DeliveryChange> changes, CancellationToken cancellationToken) =>
        Store.ApplyAsync(changes, cancellationToken);

    public Task<IReadOnlyList<Admission>> AdmitAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken) => Store.AdmitAsync(deliveries, cancellationToken);

    public Task<DueDeliveries> TakeDueAsync(DateTimeOffset now, DateTimeOffset again, int most, CancellationToken cancellationToken) => Store.TakeDueAsync(now, again, most, cancellationToken);

    public Task<IReadOnlyList<Guid>> MakeDueAsync(IReadOnlyCollection<Guid> deliveries, DateTimeOffset now, CancellationToken cancellationToken) => Store.MakeDueAsync(deliveries, now, cancellationToken);

    public Task<int> MakeQueuedDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => Store.MakeQueuedDueAsync(now, cancellationToken);

    public Task<MessageView?> FindAsync(Guid trackingId, string? visibleTo, CancellationToken cancellationToken) =>
        OnReading is { } exception ? Task.FromException<MessageView?>(exception) : Store.FindAsync(trackingId, visibleTo, cancellationToken);

    public Task<MessagePage> ListAsync(MessageFilter filter, CancellationToken cancellationToken) =>
        OnReading is { } exception ? Task.FromException<MessagePage>(exception) : Store.ListAsync(filter, cancellationToken);
}
