using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Parts of the broker that fail or are away.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task A_store_that_is_away_for_a_while_stops_nothing_for_good_loses_nothing_and_keeps_the_order()
    {
        var rig = await SharedAsync();
        var cases = Enumerable.Range(0, 20).Select(_ => new CrossStudyCase()).ToList();
        var messages = cases.Select(study => study.Requested()).Concat(cases.Select(study => study.PersonalDataChange())).Concat(cases.Select(study => study.Cancelled())).ToList();
        var calls = 0;
        var failures = 0;
        Task MaybeAway()
        {
            // Away at first, then it comes and goes, until it has failed often enough.
            var fails = Interlocked.Increment(ref calls) is var call && (call <= 8 || call % 3 == 0) && Interlocked.Increment(ref failures) <= 20;
            return fails ? Task.FromException(new IOException("The store is away.")) : Task.CompletedTask;
        }

        rig.Store.BeforeRecord = rig.Store.AfterRecord = _ => MaybeAway();
        rig.Store.BeforeApply = _ => MaybeAway();
        rig.Store.BeforeFacts = MaybeAway;
        try
        {
            await rig.SendManyAsync(Metropolia, [.. messages.Select(message => message.Bytes())]);
            foreach (var message in messages)
            {
                await rig.SeesAsync(message, DeliveryState.Processed);
            }
        }
        finally
        {
            rig.Store.Reset();
        }

        Assert.True(failures >= 20, "The store was hardly ever away.");
        foreach (var study in cases)
        {
            Assert.Equal(
                [MessageTypeOf(messages[0]), MessageTypeOf(messages[^1])],
                rig.At(HaagaHelia).Calls.Where(call => call.CaseId == study.CaseId).DistinctBy(call => call.DeliveryId).Select(call => call.Type));
        }
    }

    [Fact]
    public async Task What_was_recorded_but_not_published_is_published_when_it_is_tried_again_and_once_only()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        var recorded = 0;
        rig.Store.AfterRecord = messages => messages.Any(message => message.MessageId == request.Id()) && Interlocked.Increment(ref recorded) == 1
            ? Task.FromException(new IOException("Gone after the commit."))
            : Task.CompletedTask;
        try
        {
            await rig.DeliverAsync(request);
        }
        finally
        {
            rig.Store.Reset();
        }

        Assert.Equal(2, recorded);
        Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()));
        await rig.ToldAsync(request, status => status.State == MessageState.Processed);
        Assert.Equal(3, rig.At(Metropolia).StatusOf(request.Id()).DistinctBy(status => status.State).Count()); // accepted, queued, processed
    }

    [Fact]
    public async Task What_is_published_but_not_noted_as_such_is_published_again_and_the_recipient_has_it_once()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        var request = study.Requested();
        var held = new TaskCompletionSource();
        rig.Store.BeforeApply = changes => changes.Any(change => change.DeliveryId == request.DeliveryIdTo(HaagaHelia)) ? held.Task : Task.CompletedTask;
        try
        {
            await rig.SubmitAsync(request);
            await rig.SubmitAsync(request);
            await Eventually.SeesAsync(() => rig.At(HaagaHelia).CallsFor(request.Id()), calls => calls.Count > 0, "delivered");
        }
        finally
        {
            rig.Store.Reset();
            held.SetResult();
        }

        var view = await rig.SeesAsync(request, DeliveryState.Processed);
        await rig.DeliverAsync(study.Cancelled()); // of the same case, so both copies have been before it
        Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()));
        Assert.Single(view.Deliveries);
    }

    private static string MessageTypeOf(System.Text.Json.Nodes.JsonObject message) => message["type"]!.GetValue<string>(); // every example has one
}
