using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Tests.Retention;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    private static readonly string OldRing = $"{KeyRing.NewKey()} {KeyRing.NewKey()}";

    private static readonly string NewRing = $"{OldRing} {KeyRing.NewKey()}";

    [Fact]
    public async Task Payloads_of_an_older_key_are_moved_to_the_one_that_seals_piece_by_piece()
    {
        var old = Vault(OldRing);
        await ParkAsync(5, (id, payload) => old.Seal(id, payload, null));
        var keys = VaultKeys(NewRing);

        var pieces = new List<int>();
        await foreach (var count in keys.RewrapAsync(2, Cancellation))
        {
            pieces.Add(count);
        }

        Assert.Equal([2, 2, 1], pieces);
        Assert.Equal([(Ring(NewRing).Sealing.Id, 5L)], (await keys.CountAsync(Cancellation)).Select(pair => (pair.Key, pair.Value)));
        await Store.MakeDueAsync([Sample.DeliveryId("m-3")], Sample.Start, Cancellation);
        var due = Assert.Single((await Store.TakeDueAsync(Sample.Start, Sample.Start.AddMinutes(2), 10, Cancellation)).ToPublish);
        Assert.Equal([3], Vault(NewRing).Open(due.Delivery.DeliveryId, due.Delivery.Payload!));
    }

    [Fact]
    public async Task A_payload_whose_key_is_gone_stays_and_does_not_stop_the_others()
    {
        var (gone, old) = (Vault($"{KeyRing.NewKey()} {KeyRing.NewKey()}"), Vault(OldRing));
        await ParkAsync(3, (id, payload) => payload[0] == 1 ? gone.Seal(id, payload, null) : old.Seal(id, payload, null));
        var keys = VaultKeys(NewRing);

        var moved = 0;
        await foreach (var count in keys.RewrapAsync(1, Cancellation))
        {
            moved += count;
        }

        Assert.Equal(2, moved);
        Assert.Equal([1, 2], (await keys.CountAsync(Cancellation)).Values.Order());
    }

    private delegate SealedPayload Sealing(Guid deliveryId, ReadOnlySpan<byte> payload);

    /// <summary>Parks so many messages, m-0 and on, with their number as payload.</summary>
    private async Task ParkAsync(int count, Sealing seal)
    {
        for (var n = 0; n < count; n++)
        {
            await RecordAsync(Sample.Message($"m-{n}"));
            await ApplyAsync(Sample.Change(DeliveryState.Parked, $"m-{n}", payload: seal(Sample.DeliveryId($"m-{n}"), [(byte)n])));
        }
    }

    private static KeyRing Ring(string text) => KeyRing.Parse(text, "The ring");

    private static PayloadVault Vault(string ring) => new(new SecretKeys(new EnvironmentKeyRing(ring), TimeProvider.System), Periods.Of(), TimeProvider.System);

    private VaultKeys VaultKeys(string ring) =>
        new((ITrackerDatabase)Store, new SecretKeys(new EnvironmentKeyRing(ring), TimeProvider.System), NullLogger<VaultKeys>.Instance);
}
