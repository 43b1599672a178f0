using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.Leaks;
using static CrossStudyBroker.RabbitMqTests.Behaviour.ProductionRigs;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>Personal data that an institution's own client will not have.</summary>
public sealed partial class ProductionBehaviourTests
{
    private protected override async Task SendToOthersAsync(BrokerRig rig, PersonalMarks marks)
    {
        await using var client = await ConnectAsync(rig, WithOwnClient);
        await client.ConsumeAsync("in", ForeignClient.RejectAsync);
        var requests = Enumerable.Range(0, LeakRun.Messages / 20).Select(_ => marks.Plant(new CrossStudyCase(target: WithOwnClient, network: Wide).Requested("valid-full"))).ToList();
        await rig.SendManyAsync(Metropolia, requests.ConvertAll(request => request.Bytes()));
        foreach (var request in requests)
        {
            await rig.SeesAsync(request, DeliveryState.Parked);
        }
    }
}
