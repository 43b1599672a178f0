using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Time;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Nothing that failed is kept for ever, and nobody is surprised by its end.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task Two_days_before_its_end_both_institutions_are_told_and_told_again_when_a_failed_message_expires_each_once()
    {
        await using var rig = await StartAheadAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), NeedsAPerson);
        await rig.SendAsync(request);
        var end = (await rig.SeesAsync(request, DeliveryState.Parked)).Deliveries.Single().PayloadExpiresAt!.Value; // it is kept

        Go(rig, TimeSpan.FromDays(11.9));
        await RoundAsync(rig, "warnings");
        Assert.DoesNotContain(rig.At(Metropolia).StatusOf(request.Id()), change => Says(change, ProblemCodes.PayloadExpiresSoon));

        Go(rig, TimeSpan.FromDays(12.1));
        foreach (var (who, sender) in new[] { (Metropolia, null), (HaagaHelia, Metropolia) })
        {
            var warning = await ToldAsync(rig, who, request.Id(), ProblemCodes.PayloadExpiresSoon);
            Assert.Equal((MessageState.Parked, sender, HaagaHelia), (warning.State, warning.Sender, warning.Recipient));
            Assert.InRange(warning.PayloadErasedAt!.Value, end.AddMilliseconds(-1), end.AddMilliseconds(1));
        }

        await rig.StopHostAsync();
        await rig.StartHostAsync(TimeSpan.FromDays(14.1));
        foreach (var (who, sender) in new[] { (Metropolia, null), (HaagaHelia, Metropolia) })
        {
            var expired = await ToldAsync(rig, who, request.Id(), ProblemCodes.PayloadExpired);
            Assert.Equal((MessageState.Expired, sender), (expired.State, expired.Sender));
        }

        var delivery = (await rig.SeesAsync(request, DeliveryState.Expired)).Deliveries.Single();
        Assert.Equal((ProblemCodes.PayloadExpired, null), (delivery.Code, delivery.PayloadExpiresAt));
        Assert.Null(await rig.VaultAsync(delivery.DeliveryId));
        await RoundAsync(rig, "warnings");
        foreach (var who in new[] { Metropolia, HaagaHelia })
        {
            Assert.Single(rig.At(who).StatusOf(request.Id()), change => Says(change, ProblemCodes.PayloadExpiresSoon));
            Assert.Single(rig.At(who).StatusOf(request.Id()), change => Says(change, ProblemCodes.PayloadExpired));
        }

        var proof = await Eventually.SeesAsync(
            () => rig.Services.GetRequiredService<ErasureProofs>().FindAsync(delivery.DeliveryId, Metropolia, CancellationToken.None), found => found!.Entries is [{ Place: not null }], "a chained entry");
        Assert.Equal("expired", proof!.Entries.Single().Erasure.Reason); // seen
    }

    [Fact]
    public async Task What_waits_behind_a_message_that_expires_expires_too_and_newer_messages_of_the_case_go_on()
    {
        await using var rig = await StartAheadAsync();
        var study = new CrossStudyCase();
        var (first, second) = (study.Requested(), study.Cancelled());
        rig.At(HaagaHelia).Answers(first.Id(), NeedsAPerson);
        await rig.SendAsync(first);
        await rig.SeesAsync(first, DeliveryState.Parked);
        await rig.SendAsync(second);
        await rig.SeesAsync(second, DeliveryState.Held);

        Go(rig, TimeSpan.FromDays(14.1));

        await rig.SeesAsync(first, DeliveryState.Expired);
        await rig.SeesAsync(second, DeliveryState.Expired);
        Assert.Empty(rig.At(HaagaHelia).CallsFor(second.Id()));
        await rig.DeliverAsync(study.Cancelled());
    }

    [Fact]
    public async Task A_network_may_keep_payloads_for_a_shorter_time_than_others_also_those_of_later_messages_of_its_cases()
    {
        await using var rig = await StartAheadAsync(directory => directory.Network(Narrow)["retention"] = new System.Text.Json.Nodes.JsonObject { ["payloadDays"] = 3 });
        var (narrow, wide) = (new CrossStudyCase(), new CrossStudyCase(network: Wide));
        var completion = narrow.Completion();
        completion.Remove("network");
        var requests = new[] { narrow.Requested(), wide.Requested() };
        rig.At(Metropolia).Answers(completion.Id(), NeedsAPerson);
        await rig.DeliverAsync(requests[0]);
        await rig.SendAsync(completion);
        rig.At(HaagaHelia).Answers(requests[1].Id(), NeedsAPerson);
        await rig.SendAsync(requests[1]);
        await rig.SeesAsync(completion, DeliveryState.Parked);
        await rig.SeesAsync(requests[1], DeliveryState.Parked);

        Go(rig, TimeSpan.FromDays(3.1));

        await rig.SeesAsync(completion, DeliveryState.Expired);
        await RoundAsync(rig, "payloads");
        await rig.SeesAsync(requests[1], DeliveryState.Parked);
    }

    [Fact]
    public async Task Traces_go_after_their_time_and_with_them_all_that_is_known_of_a_message()
    {
        await using var rig = await StartAheadAsync();
        var request = new CrossStudyCase().Requested();
        await rig.DeliverAsync(request);

        Go(rig, TimeSpan.FromDays(90.1));

        await Eventually.SeesAsync(async () => await rig.FindAsync(request.TrackingId()) is null, gone => gone, "no trace");
    }

    private Task<BrokerRig> StartAheadAsync(Action<RigDirectory>? directory = null) => StartAsync(new RigOptions
    {
        Settings = new() { ["Clock:AllowOffset"] = "true", ["Retention:Poll"] = "00:00:00.02" },
        Directory = directory ?? (_ => { }),
    });

    private static void Go(BrokerRig rig, TimeSpan ahead) => Assert.True(rig.Services.GetRequiredService<ShiftedTime>().MoveTo(ahead));

    /// <summary>Ends when a clock has gone a whole round from now on.</summary>
    private static async Task RoundAsync(BrokerRig rig, string clock)
    {
        var (book, clockTime) = (rig.Services.GetRequiredService<ClockBook>(), rig.Services.GetRequiredService<ShiftedTime>());
        Go(rig, clockTime.Offset + TimeSpan.FromMinutes(2)); // more than it rests
        var from = clockTime.GetUtcNow();
        await Eventually.SeesAsync(
            async () => (await book.ReadAsync(CancellationToken.None)).FirstOrDefault(state => state.Name == clock),
            state => state is { EndedAt: { } ended } && state.StartedAt >= from.AddSeconds(-1) && ended >= state.StartedAt,
            $"a round of {clock}");
    }

    private static async Task<StatusChange> ToldAsync(BrokerRig rig, string who, string messageId, string code) =>
        (await Eventually.SeesAsync(() => rig.At(who).StatusOf(messageId), told => told.Any(change => Says(change, code)), $"{code} at {who}")).First(change => Says(change, code));

    private static bool Says(StatusChange change, string code) => change.Codes?.Any(fault => fault.Code == code) == true;
}
