using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task A_store_is_ready_once_its_schema_is_there()
    {
        await EmptyAsync();
        var store = OpenAnother();

        Assert.False(await store.IsReadyAsync(Cancellation));
        await store.MigrateAsync(Cancellation);
        Assert.True(await store.IsReadyAsync(Cancellation));
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await RecordAsync(Sample.Message());

        await OpenAnother().MigrateAsync(Cancellation);

        Assert.Equal("m-1", (await FindAsync()).MessageId);
    }

    [Fact]
    public async Task Several_processes_may_migrate_at_the_same_moment()
    {
        await EmptyAsync();
        var stores = Enumerable.Range(0, 8).Select(_ => OpenAnother()).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.MigrateAsync(Cancellation), Cancellation)));

        Assert.True(await stores[0].IsReadyAsync(Cancellation));
    }
}
