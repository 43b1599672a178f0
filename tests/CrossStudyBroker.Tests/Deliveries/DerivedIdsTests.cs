using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Contracts.Envelopes;
using Xunit;

namespace CrossStudyBroker.Tests.Deliveries;

/// <summary>Ids are derived, so a repeat has the same ones on every replica and after every crash.</summary>
public class DerivedIdsTests
{
    [Fact]
    public void The_ids_are_those_of_the_vendors_guide()
    {
        Assert.Equal("364350d2-868f-86d2-86a5-10c38a679030", DerivedIds.Tracking("10066", "m-1").ToString());
        Assert.Equal("4e888270-82b2-81c6-a9f3-cfb7fd596179", DerivedIds.Delivery("10066", "m-1", "10056").ToString());
    }

    [Fact]
    public void The_same_message_has_the_same_ids_on_every_call()
    {
        Assert.Equal(DerivedIds.Tracking("10066", "m-1"), DerivedIds.Tracking("10066", "m-1"));
        Assert.Equal(DerivedIds.Delivery("10066", "m-1", "10056"), DerivedIds.Delivery("10066", "m-1", "10056"));
    }

    [Fact]
    public void Every_sender_id_and_recipient_makes_another_id()
    {
        var ids = new[]
        {
            DerivedIds.Tracking("10066", "m-1"),
            DerivedIds.Tracking("10066", "m-2"),
            DerivedIds.Tracking("10066", "M-1"),
            DerivedIds.Tracking("10065", "m-1"),
            DerivedIds.Tracking("broker", "m-1"),
            DerivedIds.Delivery("10066", "m-1", "10056"),
            DerivedIds.Delivery("10066", "m-1", "10065"),
            DerivedIds.Delivery("10066", "m-2", "10056"),
            DerivedIds.Delivery("10065", "m-1", "10056"),
        };
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Parts_are_separated() =>
        Assert.NotEqual(DerivedIds.Delivery("10066", "m-11", "0056"), DerivedIds.Delivery("10066", "m-1", "10056"));

    [Theory]
    [InlineData("10066", "m-1")]
    [InlineData("broker", "network-1")]
    [InlineData("10056", "019ba5e9-bdac-7d73-b7b7-55f6bfbccff2")]
    public void An_id_is_a_UUID_of_version_8_made_of_the_first_16_bytes_of_a_SHA_256(string sender, string id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{DerivedIds.Source(sender)}\n{id}"))[..16];
        var bytes = DerivedIds.Tracking(sender, id).ToByteArray(bigEndian: true);
        Assert.Equal((0x8, 0b10), (bytes[6] >> 4, bytes[8] >> 6));
        (hash[6], hash[8]) = (bytes[6], bytes[8]);
        Assert.Equal(hash, bytes);
    }

    [Theory]
    [InlineData("broker", "/broker")]
    [InlineData("10056", "/institutions/10056")]
    public void The_source_names_the_sender(string sender, string source) => Assert.Equal(source, DerivedIds.Source(sender));
}
