using CrossStudyBroker.Broker.Sessions;
using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task A_session_that_was_ended_stays_so_on_every_replica_and_is_forgotten_when_it_would_be_over()
    {
        var sessions = new EndedSessions(Database);

        await sessions.EndAsync("one", Sample.Start.AddHours(10), Cancellation);
        await sessions.EndAsync("one", Sample.Start.AddHours(11), Cancellation);

        Assert.Equal([0], await RunAsync(new SessionClock(Database), Sample.Start.AddHours(9)));
        Assert.True(await new EndedSessions((ITrackerDatabase)OpenAnother()).HasEndedAsync("one", Cancellation));
        Assert.False(await sessions.HasEndedAsync("another", Cancellation));
        Assert.Equal([1], await RunAsync(new SessionClock(Database), Sample.Start.AddHours(10)));
        Assert.False(await sessions.HasEndedAsync("one", Cancellation));
    }
}
