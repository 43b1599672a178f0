using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>The suite on SQLite: one file per test.</summary>
public sealed class SqliteTrackerStoreTests : TrackerStoreTests
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "crossstudy-test-" + Guid.NewGuid().ToString("N"));
    private int _emptied;

    // Emptying means another file: the one before may still be open.
    private string DataFile => Path.Combine(_folder, $"data-{_emptied}", "tracker.db");

    [Fact]
    public void The_data_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var folder = Path.GetDirectoryName(DataFile) ?? "";
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        foreach (var file in Directory.GetFiles(folder))
        {
            Assert.Equal(Owner, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_store_that_was_closed_keeps_everything()
    {
        await RecordAsync(Sample.Message());
        await ((SqliteTrackerStore)Store).DisposeAsync();

        await using var reopened = new SqliteTrackerStore(DataFile, Time);

        Assert.True(await reopened.IsReadyAsync(Cancellation));
        Assert.NotNull(await reopened.FindAsync(Sample.Id(Sample.Home, "m-1"), visibleTo: null, Cancellation));
    }

    [Fact]
    public async Task An_erased_payload_is_gone_from_the_files()
    {
        var marker = Sample.Hash("a payload");
        await RecordAsync(Sample.Message());
        await ApplyAsync(Sample.Change(DeliveryState.Parked, payload: Sample.Payload() with { Ciphertext = marker }));
        Assert.True(AnyFileContains(marker));

        await ApplyAsync(Sample.Change(DeliveryState.ResolvedElsewhere));
        Assert.True(await ((SqliteTrackerStore)Store).TruncateLogAsync(Cancellation));

        Assert.False(AnyFileContains(marker));
    }

    protected override ITrackerStore Open() => new SqliteTrackerStore(DataFile, Time);

    protected override Task EmptyAsync()
    {
        _emptied++;
        return Task.CompletedTask;
    }

    protected override Task CleanAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    protected override async Task<long> CountAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={DataFile};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {table}";
        return (long)(await command.ExecuteScalarAsync(Cancellation) ?? 0L);
    }

    private bool AnyFileContains(byte[] marker) => Directory.GetFiles(Path.GetDirectoryName(DataFile)!).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray().AsSpan().IndexOf(marker) >= 0;
    });
}
