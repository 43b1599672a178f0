using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Tests.Adapters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;
using static CrossStudyBroker.Tests.Directories.DirectoryFolder;

namespace CrossStudyBroker.Tests.Directories;

/// <summary>The directory is reloaded while the broker runs; faults keep the one before.</summary>
public sealed class DirectorySourceTests : IAsyncLifetime
{
    private readonly DirectoryFolder _folder = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 12, 6, 0, 0, TimeSpan.Zero));
    private readonly RecordedLog<DirectorySource> _log = new();
    private readonly List<(InstitutionDirectory Before, InstitutionDirectory After)> _told = [];
    private DirectorySource _source = null!; // set before each test

    public async ValueTask InitializeAsync()
    {
        _source = Source();
        await _source.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.StopAsync(CancellationToken.None);
        _source.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_does_not_start_with_faults()
    {
        _folder.Write(Networks, "{");
        Assert.Throws<DirectoryFaultException>(Source);
    }

    [Fact]
    public async Task A_changed_file_is_in_force_at_the_next_look_and_listeners_are_told_both()
    {
        var before = Listen().Current;
        _folder.Edit(Networks, ("networks/0/members/0/validUntil", "2026-12-31"));
        await UntilAsync(() => _told.Count == 1);
        Assert.NotSame(before, _source.Current);
        Assert.Equal((before, _source.Current), _told.Single());
        Assert.Equal(new DateOnly(2026, 12, 31), _source.Current.Networks["3amk"].Members[0].ValidUntil);
    }

    [Fact]
    public async Task Nobody_is_told_when_nothing_changed()
    {
        Listen();
        _folder.Edit(Networks, ("networks/0/validUntil", "2030-12-31"));
        await UntilAsync(() => _told.Count == 1);
        await LooksAsync(5);
        _folder.Edit(Networks, ("networks/0/validUntil", "2031-12-31"));
        await UntilAsync(() => _told.Count > 1);
        Assert.Equal(2, _told.Count);
        Assert.Same(_told[0].After, _told[1].Before);
    }

    [Fact]
    public async Task Faults_are_logged_and_the_directory_before_stays()
    {
        var before = Listen().Current;
        _folder.Edit(Institutions, ("institutions/0/status", "some")).Edit(Networks, ("networks/0/type", "free"));
        await UntilAsync(() => _log.At(LogLevel.Error).Any());
        Assert.Same(before, _source.Current);
        Assert.Contains("2 fault(s)", _log.At(LogLevel.Error).Last());

        _folder.Edit(Institutions, ("institutions/0/status", "final")).Edit(Networks, ("networks/0/type", "curriculum-level"));
        await UntilAsync(() => _told.Count == 1);
        Assert.Equal((before, "final"), (_told[0].Before, _source.Current.Institutions["10056"].Status));
    }

    [Fact]
    public async Task A_deleted_file_is_a_fault_like_any_other()
    {
        var before = _source.Current;
        File.Delete(_folder.PathOf(Networks));
        await UntilAsync(() => _log.At(LogLevel.Error).Any());
        Assert.Same(before, _source.Current);
    }

    public static TheoryData<string> Failures => [nameof(IOException), nameof(TaskCanceledException)];

    [Theory, MemberData(nameof(Failures))]
    public async Task A_listener_that_fails_is_told_again_and_the_directory_is_in_force_meanwhile(string failure)
    {
        var before = _source.Current;
        var failures = 2;
        _source.Changed += (_, after, _) => failures-- > 0 && _source.Current == after
            ? throw (failure == nameof(IOException) ? new IOException() : new TaskCanceledException()) // a time limit of the transport, not the host stopping
            : Task.CompletedTask;
        Listen();
        _folder.Edit(Networks, ("networks/0/validUntil", "2030-12-31"));
        await UntilAsync(() => _told.Count == 1);
        Assert.Equal((before, _source.Current, -1), (_told[0].Before, _told[0].After, failures));
        Assert.Equal(2, _log.At(LogLevel.Warning).Count());
    }

    [Fact]
    public async Task A_listener_that_failed_is_told_again_even_if_the_files_have_faults_by_then()
    {
        var failing = true;
        _source.Changed += (_, _, _) => failing ? throw new IOException() : Task.CompletedTask;
        Listen();
        _folder.Edit(Networks, ("networks/0/validUntil", "2030-12-31"));
        await UntilAsync(() => _log.At(LogLevel.Warning).Any());

        _folder.Write(Institutions, "{");
        await UntilAsync(() => _log.At(LogLevel.Error).Any());
        failing = false;
        await UntilAsync(() => _told.Count == 1);
        Assert.Equal(new DateOnly(2030, 12, 31), _told[0].After.Networks["3amk"].About.ValidUntil);
    }

    private DirectorySource Source() => new(Options.Create(new DirectoryOptions { Folder = _folder.Path }), ConnectionWays.Any, _clock, _log);

    private DirectorySource Listen()
    {
        _source.Changed += (before, after, _) =>
        {
            _told.Add((before, after));
            return Task.CompletedTask;
        };
        return _source;
    }

    private async Task LooksAsync(int looks)
    {
        for (var i = 0; i < looks; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }
    }

    /// <summary>Moves the clock from look to look until it is so; half a minute of real time is enough for any disk.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "It never came to that.");
            await LooksAsync(1);
        }
    }
}
