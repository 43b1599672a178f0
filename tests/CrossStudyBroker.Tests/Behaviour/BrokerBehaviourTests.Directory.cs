using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>A directory that changes while the broker runs.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task The_members_of_a_network_and_nobody_else_are_told_when_it_changes()
    {
        var rig = await SharedAsync();
        var name = "Three universities " + Guid.NewGuid();
        rig.Directory.Network(Narrow)["name"]!["en"] = name;

        rig.Directory.Write();

        var deliveries = new List<ReceivedDelivery>();
        foreach (var member in new[] { HaagaHelia, Metropolia, Laurea })
        {
            deliveries.Add((await Eventually.SeesAsync(() => Told(member), told => told is not null, "network.changed"))!); // seen
        }

        Assert.All(deliveries, delivery => Assert.Equal(("broker", Narrow, NetworkChange.Changed), (delivery.Sender, delivery.Network, ((NetworkChanged)delivery.Data).Change)));
        Assert.Null(Told(Other));
        await rig.SeesAsync(
            DerivedIds.Tracking("broker", deliveries[0].MessageId), view => view.Deliveries.Count == 3 && view.Deliveries.All(delivery => delivery.State == DeliveryState.Processed), "processed");

        ReceivedDelivery? Told(string institution) =>
            rig.At(institution).Calls.FirstOrDefault(call => call.Data is NetworkChanged changed && changed.Network.Name.En == name);
    }

    [Fact]
    public async Task A_network_that_is_changed_and_changed_back_and_changed_again_is_told_each_time()
    {
        var rig = await SharedAsync();
        var run = Guid.NewGuid();
        string[] names = ["as it was ", "as it will be ", "as it was ", "as it will be "];
        foreach (var (name, i) in names.Select((name, i) => (name + run, i)))
        {
            rig.Directory.Network(Narrow)["name"]!["sv"] = name;
            rig.Directory.Write();

            await Eventually.SeesAsync(() => Told(name), count => count == (i / 2) + 1, $"network.changed, {i}");
        }

        int Told(string name) => rig.At(Laurea).Calls.Count(call => call.Data is NetworkChanged changed && changed.Network.Name.Sv == name);
    }

    [Fact]
    public async Task An_institution_that_joins_while_the_broker_runs_can_send_and_receive()
    {
        const string joining = "10150";
        var rig = await SharedAsync();
        var before = new CrossStudyCase(target: joining, network: Wide).Requested();
        await rig.SubmitAsync(before);

        rig.Directory.Add(joining);
        rig.Directory.Write();
        await Eventually.SeesAsync(() => rig.At(joining).Calls.Count, count => count > 0, "network.changed at the new member");

        await rig.DeliverAsync(new CrossStudyCase(target: joining, network: Wide).Requested());
        await rig.DeliverAsync(new CrossStudyCase(joining, network: Wide).Requested());
        Assert.Equal(MessageOutcome.Refused, (await rig.FindAsync(before.TrackingId()))!.Outcome);
    }

    [Fact]
    public async Task Faulty_directory_files_change_nothing_and_the_next_good_ones_are_taken()
    {
        var rig = await SharedAsync();
        await File.WriteAllTextAsync(Path.Combine(rig.Directory.Folder, "networks.json"), "{ \"networks\": [");

        await rig.DeliverAsync(new CrossStudyCase().Requested());

        rig.Directory.Network(Narrow)["name"]!["fi"] = "Kolme " + Guid.NewGuid();
        rig.Directory.Write();
        var name = rig.Directory.Network(Narrow)["name"]!["fi"]!.GetValue<string>();
        await Eventually.SeesAsync(
            () => rig.At(Laurea).Calls.Any(call => call.Data is NetworkChanged changed && changed.Network.Name.Fi == name), told => told, "network.changed");
    }
}
