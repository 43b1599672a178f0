using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Tests.Api;

/// <summary>The store's database with an exception to throw in between.</summary>
internal sealed class DatabaseInBetween : ITrackerDatabase
{
    private ITrackerDatabase? _database;

    /// <summary>Thrown whenever the database is used.</summary>
    public Exception? OnUse { get; set; }

    public IStoreDialect Dialect => Database.Dialect;

    private ITrackerDatabase Database => _database ?? throw new InvalidOperationException("Add the database to the services first.");

    /// <summary>Puts itself before the registered database.</summary>
    public void AddTo(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(ITrackerDatabase));
        services.AddSingleton<ITrackerDatabase>(provider =>
        {
            _database = (ITrackerDatabase)registered.ImplementationFactory!(provider); // registered by a factory
            return this;
        });
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        OnUse is { } exception ? Task.FromException<T>(exception) : Database.ReadAsync(read, cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) =>
        OnUse is { } exception ? Task.FromException<T>(exception) : Database.WriteAsync(write, cancellationToken);
}
