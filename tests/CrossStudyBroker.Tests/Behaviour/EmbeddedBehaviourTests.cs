using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>The broker's behaviour embedded: in-memory transport and SQLite.</summary>
public sealed class EmbeddedBehaviourTests(EmbeddedRigs rigs) : BrokerBehaviourTests(rigs), IClassFixture<EmbeddedRigs>
{
    [Fact]
    public async Task Payloads_on_their_way_are_in_the_vault_until_they_are_delivered()
    {
        var rig = await SharedAsync();
        var request = new CrossStudyCase().Requested();
        var released = new TaskCompletionSource<Outcome>();
        rig.At(HaagaHelia).Answers(request.Id(), _ => released.Task);

        await rig.SubmitAsync(request);
        Assert.Equal(request.Bytes(), (await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)))!.Value.Opened);

        released.SetResult(Outcome.Delivered);
        await rig.SeesAsync(request, DeliveryState.Delivered);
        Assert.Null(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task What_an_adapter_handed_to_its_lane_is_recorded_when_the_lane_says_so()
    {
        var rig = await SharedAsync();
        var completion = new CrossStudyCase(Metropolia, Laurea).Completion();

        await rig.At(Laurea).Lane.SendAsync(ToOutgoing(completion), CancellationToken.None);

        Assert.NotNull(await rig.FindAsync(completion.TrackingId()));
    }

    private static OutgoingMessage ToOutgoing(JsonObject message) => new()
    {
        Id = message.Id(),
        Recipient = message["recipient"]!.GetValue<string>(), // the example has one
        Data = JsonSerializer.Deserialize(message["data"]!.ToJsonString(), typeof(CompletionRecorded), MessageJson.Default)!,
    };
}
