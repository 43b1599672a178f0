using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Tests.Adapters;
using CrossStudyBroker.Tests.Retention;
using Xunit;

namespace CrossStudyBroker.Tests.Vault;

/// <summary>Payloads that wait are sealed, each for its own delivery.</summary>
public class PayloadVaultTests
{
    private static readonly Guid Delivery = Guid.Parse("4e888270-82b2-81c6-a9f3-cfb7fd596179");
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"student":{"lastName":"Esimerkki"}}""");

    private static readonly RetentionPeriods UsualPeriods = Periods.Of();

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 12, 6, 0, 0, TimeSpan.Zero));
    private readonly SecretKeys _keys = SecretKeys.Ephemeral();

    [Fact]
    public void What_was_sealed_can_be_opened_unchanged()
    {
        Assert.Equal(Payload, Vault().Open(Delivery, Seal()));
        Assert.Empty(Vault().Open(Delivery, Vault().Seal(Delivery, [], null)));
    }

    [Fact]
    public void Nothing_of_the_payload_can_be_read_in_what_is_stored()
    {
        var stored = Seal();
        Assert.DoesNotContain("Esimerkki", Encoding.Latin1.GetString(stored.Ciphertext));
        Assert.DoesNotContain(Convert.ToHexString(_keys.Sealing.Key), Convert.ToHexString(stored.WrappedKey));
    }

    [Fact]
    public void The_same_payload_is_sealed_differently_each_time()
    {
        var (first, second) = (Seal(), Seal());
        Assert.NotEqual(first.Ciphertext, second.Ciphertext);
        Assert.NotEqual(first.WrappedKey, second.WrappedKey);
    }

    [Fact]
    public void A_payload_moved_to_another_delivery_cannot_be_opened() => CannotOpen(Seal(), Guid.NewGuid());

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var stored = Seal();
        Assert.All(Enumerable.Range(0, stored.Ciphertext.Length), i => CannotOpen(stored with { Ciphertext = Flip(stored.Ciphertext, i) }));
        Assert.All(Enumerable.Range(0, stored.WrappedKey.Length), i => CannotOpen(stored with { WrappedKey = Flip(stored.WrappedKey, i) }));
    }

    [Fact]
    public void A_row_cut_short_at_any_place_is_noticed()
    {
        var stored = Seal();
        Assert.All(Enumerable.Range(0, stored.Ciphertext.Length), length => CannotOpen(stored with { Ciphertext = stored.Ciphertext[..length] }));
        Assert.All(Enumerable.Range(0, stored.WrappedKey.Length), length => CannotOpen(stored with { WrappedKey = stored.WrappedKey[..length] }));
    }

    [Fact]
    public void Another_payloads_data_key_does_not_fit() => CannotOpen(Seal() with { WrappedKey = Seal().WrappedKey });

    [Fact]
    public void Without_the_wrapping_key_nothing_can_be_opened_and_the_missing_key_is_named()
    {
        var stored = Seal();
        var exception = Assert.Throws<UnknownKeyException>(() => Vault(SecretKeys.Ephemeral()).Open(Delivery, stored));
        Assert.Contains(_keys.Sealing.Id, exception.Message);
    }

    [Fact]
    public void A_key_that_only_bears_the_right_name_opens_nothing()
    {
        var other = SecretKeys.Ephemeral();
        Assert.ThrowsAny<CryptographicException>(() => Vault(other).Open(Delivery, Seal() with { KeyId = other.Sealing.Id }));
    }

    [Fact]
    public void A_key_that_was_rotated_out_opens_what_it_sealed_and_seals_nothing()
    {
        var (hashing, first, second) = (KeyRing.NewKey(), KeyRing.NewKey(), KeyRing.NewKey());
        var before = Keys($"{hashing} {first}");
        var stored = Vault(before).Seal(Delivery, Payload, null);
        var after = Keys($"{hashing} {first} {second}");

        Assert.Equal(Payload, Vault(after).Open(Delivery, stored));
        Assert.NotEqual(stored.KeyId, Vault(after).Seal(Delivery, Payload, null).KeyId);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(3)]
    public void It_is_kept_for_as_long_as_its_network_says(int days)
    {
        var stored = new PayloadVault(_keys, Periods.Of(new NetworkRetention { PayloadDays = days }), _clock).Seal(Delivery, Payload, "3amk");
        Assert.Equal((_clock.GetUtcNow(), _clock.GetUtcNow().AddDays(days)), (stored.KeptAt, stored.ExpiresAt));
    }

    [Theory]
    [InlineData("campusonline")]
    [InlineData("no such network")]
    [InlineData(null)]
    public void It_is_kept_for_14_days_where_no_network_says_otherwise(string? network) =>
        Assert.Equal(_clock.GetUtcNow().AddDays(14), new PayloadVault(_keys, Periods.Of(new NetworkRetention { PayloadDays = 3 }), _clock).Seal(Delivery, Payload, network).ExpiresAt);

    private void CannotOpen(SealedPayload stored, Guid? delivery = null) =>
        Assert.ThrowsAny<CryptographicException>(() => Vault().Open(delivery ?? Delivery, stored));

    private SealedPayload Seal() => Vault().Seal(Delivery, Payload, null);

    private static SecretKeys Keys(string ring) => new(new EnvironmentKeyRing(ring), TimeProvider.System);

    private PayloadVault Vault(SecretKeys? keys = null) => new(keys ?? _keys, UsualPeriods, _clock);

    private static byte[] Flip(byte[] bytes, int index)
    {
        var changed = bytes.ToArray();
        changed[index] ^= 1;
        return changed;
    }
}
