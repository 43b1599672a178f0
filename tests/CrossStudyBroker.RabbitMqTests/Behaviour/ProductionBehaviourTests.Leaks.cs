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
        for (var n = 0; n < LeakRun.Messages / 20; n++)
        {
            var request = marks.Plant(new CrossStudyCase(target: WithOwnClient, network: Wide).Requested("valid-full"));
            await rig.SendAsync(request);
            await rig.SeesAsync(request, DeliveryState.Parked);
        }
    }
}
