using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Broker.Retention;
using Xunit;

namespace CrossStudyBroker.Tests.Retention;

/// <summary>How entries are chained, as contracts/README.md says.</summary>
public class LedgerChainTests
{
    private static readonly Erasure OfPayload = new()
    {
        At = new DateTimeOffset(2026, 1, 26, 8, 1, 0, 123, TimeSpan.FromHours(2)),
        What = ErasedThings.Payload,
        DeliveryId = Guid.Parse("4e888270-82b2-81c6-a9f3-cfb7fd596179"),
        Reason = "expired",
        Count = 1,
    };

    [Fact]
    public void The_first_entry_follows_64_zeros()
    {
        var text = $"1\n{new string('0', 64)}\n2026-01-26T06:01:00.123000Z\npayload\n4e888270-82b2-81c6-a9f3-cfb7fd596179\nexpired\n1\n\n\n\n";

        Assert.Equal(text, LedgerChain.TextOf(LedgerLink.Beginning, OfPayload));
        Assert.Equal(new LedgerLink(1, SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToString(), LedgerChain.After(LedgerLink.Beginning, OfPayload).ToString());
    }

    [Fact]
    public void An_entry_of_many_names_their_times_and_digest_and_the_hash_before_it()
    {
        var before = LedgerChain.After(LedgerLink.Beginning, OfPayload);
        var entry = OfPayload with { What = ErasedThings.Trace, DeliveryId = null, Reason = "clock", Count = 200, Since = OfPayload.At.AddDays(-91), Until = OfPayload.At.AddDays(-90), Digest = new byte[32] };

        Assert.Equal(
            $"2\n{Convert.ToHexStringLower(before.Hash)}\n2026-01-26T06:01:00.123000Z\ntrace\n\nclock\n200\n2025-10-27T06:01:00.123000Z\n2025-10-28T06:01:00.123000Z\n{new string('0', 64)}\n",
            LedgerChain.TextOf(before, entry));
    }

    [Fact]
    public void A_digest_does_not_depend_on_the_order() => Assert.Equal(Ledger.DigestOf(["a", "b"]), Ledger.DigestOf(["b", "a"]));
}
