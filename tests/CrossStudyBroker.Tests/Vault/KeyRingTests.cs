using CrossStudyBroker.Broker.Vault;
using Xunit;

namespace CrossStudyBroker.Tests.Vault;

/// <summary>How a key ring is written.</summary>
public class KeyRingTests
{
    private const string Zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private const string Ones = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private const string Twos = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

    [Theory]
    [InlineData(Zeros + "\n" + Ones + "\n")]
    [InlineData("\n " + Zeros + " \r\n\n" + Ones + "\n\n")]
    [InlineData("# a word about it\n" + Zeros + "\n############\n" + Ones)]
    [InlineData(Zeros + "," + Ones)]
    [InlineData(Zeros + " ; " + Ones)]
    public void Two_keys_are_the_hashing_key_and_the_one_that_seals(string text)
    {
        var ring = KeyRing.Parse(text, "The ring");
        Assert.Equal(new byte[32], ring.Hashing);
        Assert.Equal(Enumerable.Repeat((byte)1, 32), ring.Sealing.Key);
    }

    [Fact]
    public void Of_more_keys_the_last_seals_and_all_but_the_first_open()
    {
        var ring = KeyRing.Parse($"{Zeros}\n{Ones}\n{Twos}", "The ring");
        Assert.Equal(Enumerable.Repeat((byte)2, 32), ring.Sealing.Key);
        Assert.Equal([1, 2], ring.Wrapping.Select(key => ring.Find(key.Id)!.Key[0]));
        Assert.Null(ring.Find("00000000"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Zeros)] // one key
    [InlineData(Zeros + "\n#" + Ones)] // the second does not count
    [InlineData(Zeros + "\nAAAA")] // a short one
    [InlineData(Zeros + "\nnot_base64_but_rather_long_all_the_same_!!!!")]
    [InlineData(Zeros + "\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")] // a long one
    [InlineData(Zeros + "\n" + Ones + "\nAAAA")] // a short third one
    public void A_malformed_ring_is_refused_without_showing_what_is_in_it(string text)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => KeyRing.Parse(text, "The ring")).Message;
        Assert.Contains("The ring must hold keys of 32 bytes in base64", fault);
        Assert.DoesNotContain("AAAA", fault);
    }

    [Theory]
    [InlineData(Zeros + "\n" + Zeros)]
    [InlineData(Zeros + "\n" + Ones + "\n" + Ones)]
    public void A_key_stands_once_only(string text) =>
        Assert.Contains("a key twice", Assert.Throws<InvalidOperationException>(() => KeyRing.Parse(text, "The ring")).Message);

    [Fact]
    public void The_public_id_of_a_key_does_not_give_it_away()
    {
        var key = SecretKeys.Ephemeral().Sealing;
        Assert.Equal(8, key.Id.Length);
        Assert.DoesNotContain(key.Id, Convert.ToHexStringLower(key.Key));
    }
}
