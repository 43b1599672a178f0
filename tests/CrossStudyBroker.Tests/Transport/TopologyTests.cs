using CrossStudyBroker.Broker.Transport;
using Xunit;

namespace CrossStudyBroker.Tests.Transport;

public sealed class TopologyTests
{
    private static readonly Topology TwoInstitutions = Topology.For(["10065", "10056", "10056"], new TransportOptions());

    [Fact]
    public void Dead_letters_have_a_place_before_anything_can_die()
    {
        Assert.Equal(
            ["csb.dead", "csb.10056.lane", "csb.10056.in", "csb.10056.status", "csb.10065.lane", "csb.10065.in", "csb.10065.status"],
            TwoInstitutions.Queues.Select(queue => queue.Name));
    }

    [Fact]
    public void Every_queue_is_a_quorum_queue_with_limits_of_its_own()
    {
        Assert.All(TwoInstitutions.Queues, queue =>
        {
            Assert.Equal("quorum", queue.Arguments["x-queue-type"]);
            Assert.True(queue.DeliveryLimit > 0);
            Assert.True(queue.MaxLength > 0);
        });
    }

    [Fact]
    public void Lanes_and_inboxes_refuse_when_full_and_lose_nothing()
    {
        Assert.All(TwoInstitutions.Queues.Where(queue => queue.Name.EndsWith(".lane", StringComparison.Ordinal) || queue.Name.EndsWith(".in", StringComparison.Ordinal)), queue =>
        {
            Assert.Equal("reject-publish", queue.Arguments["x-overflow"]);
            Assert.Equal("csb.dead", queue.Arguments["x-dead-letter-exchange"]);
            Assert.Equal("at-least-once", queue.Arguments["x-dead-letter-strategy"]);
            Assert.Equal(7L * 24 * 60 * 60 * 1000, queue.Arguments["x-message-ttl"]);
        });
    }

    [Fact]
    public void Its_text_names_queues_arguments_and_users()
    {
        var text = TwoInstitutions.ToString();

        Assert.Contains("csb.10056.lane <- csb.10056.out", text, StringComparison.Ordinal);
        Assert.Contains("x-single-active-consumer = true", text, StringComparison.Ordinal);
        Assert.Contains(@"set_permissions csb-10056 '^$' '^csb\.10056\.out$' '^csb\.10056\.(in|status)$'", text, StringComparison.Ordinal);
    }
}
