using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.ReferenceSis.Traffic;
using Xunit;
using static CrossStudyBroker.Tests.ReferenceSis.Campus;

namespace CrossStudyBroker.Tests.ReferenceSis;

public class TrafficTests
{
    [Fact]
    public async Task Traffic_brings_all_kinds_of_messages_one_action_a_second_and_stops_without_an_exception()
    {
        var campus = new Campus(acceptsAutomatically: false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = Traffic(campus).RunAsync(stop.Token);
        for (var second = 0; second < 300; second++)
        {
            await campus.DeliverAsync();
            await NextActionAsync(campus);
        }

        await stop.CancelAsync();
        await run;
        await campus.DeliverAsync();
        string[] byOthers = [MessageType.NetworkChanged, MessageType.MessageStatus, MessageType.Receipt, MessageType.OfferingWithdrawn];
        Assert.Equal(MessageType.All.Keys.Except(byOthers).Order(), campus.Sent.Select(s => s.Message.Type).Distinct().Order());
        Assert.DoesNotContain(campus.Outcomes, o => o.Outcome.Code is "recipient-failed" or "content-refused" or "student-ambiguous");
    }

    [Fact]
    public async Task A_lane_that_takes_nothing_for_a_while_does_not_end_the_traffic()
    {
        var campus = new Campus { IsDown = true };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = Traffic(campus).RunAsync(stop.Token);
        campus.Clock.Advance(TimeSpan.FromSeconds(3));
        campus.IsDown = false;
        while (campus.Sent.Count == 0)
        {
            campus.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stop.CancelAsync();
        await run;
        Assert.Equal(MessageType.OfferingPublished, campus.Sent[0].Message.Type);
    }

    private static ReferenceTraffic Traffic(Campus campus) =>
        new([campus.Home, campus.Target], new TrafficOptions { Faults = 0 }, campus.Clock);

    /// <summary>A second passes, and with it comes one message.</summary>
    private static async Task NextActionAsync(Campus campus)
    {
        var before = campus.Sent.Count;
        campus.Clock.Advance(TimeSpan.FromSeconds(1));
        while (campus.Sent.Count == before)
        {
            await Task.Yield();
        }
    }
}
