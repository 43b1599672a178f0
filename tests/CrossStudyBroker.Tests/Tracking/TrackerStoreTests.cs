using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>What every tracker store must do. Each store has an arm that says where its data are; every test begins with none.</summary>
public abstract partial class TrackerStoreTests : IAsyncLifetime
{
    private readonly List<ITrackerStore> _opened = [];
    private ITrackerStore? _store;

    /// <summary>The day of the test.</summary>
    protected FixedTime Time { get; } = new(Sample.Start);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The store under test, its schema up to date.</summary>
    protected ITrackerStore Store => _store ?? throw new InvalidOperationException("The store is opened before each test.");

    public async ValueTask InitializeAsync()
    {
        await EmptyAsync();
        _store = OpenAnother();
        await _store.MigrateAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened.OfType<IAsyncDisposable>())
        {
            await store.DisposeAsync();
        }

        await CleanAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A store on the data of this test, as a second process would open it.</summary>
    protected ITrackerStore OpenAnother()
    {
        var store = Open();
        _opened.Add(store);
        return store;
    }

    /// <summary>Makes the store.</summary>
    protected abstract ITrackerStore Open();

    /// <summary>Makes sure that no data and no schema are there.</summary>
    protected abstract Task EmptyAsync();

    /// <summary>Takes away what is left.</summary>
    protected abstract Task CleanAsync();

    /// <summary>Rows of a table; for what the seam has no question about.</summary>
    protected abstract Task<long> CountAsync(string table);

    protected Task<IReadOnlyList<RecordResult>> RecordAsync(params MessageRecord[] messages) => Store.RecordAsync(messages, Cancellation);

    protected Task<IReadOnlyList<DeliveryChanged>> ApplyAsync(params DeliveryChange[] changes) => Store.ApplyAsync(changes, Cancellation);

    protected async Task<MessageView> FindAsync(string messageId = "m-1", string sender = Sample.Home, string? visibleTo = null)
    {
        var message = await Store.FindAsync(Sample.Id(sender, messageId), visibleTo, Cancellation);
        Assert.NotNull(message);
        return message;
    }

    protected async Task<string[]> ListAsync(MessageFilter filter) =>
        [.. (await Store.ListAsync(filter, Cancellation)).Messages.Select(m => m.MessageId)];

    protected async Task<DeliveryView> DeliveryAsync(string messageId = "m-1", string recipient = Sample.Target) =>
        Assert.Single((await FindAsync(messageId)).Deliveries, d => d.Recipient == recipient);
}
