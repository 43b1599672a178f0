using System.Security.Cryptography;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using Microsoft.Extensions.Hosting;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>Tells the members of a network when it changes, as tracked messages of the broker.</summary>
internal sealed class NetworkAnnouncer(DirectorySource directory, ITrackerStore store, Dispatch dispatch, TimeProvider time) : IHostedService
{
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);
    private (InstitutionDirectory Before, InstitutionDirectory After) _latest;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        directory.Changed += AnnounceAsync;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        directory.Changed -= AnnounceAsync;
        return Task.CompletedTask;
    }

    private async Task AnnounceAsync(InstitutionDirectory before, InstitutionDirectory after, CancellationToken cancellationToken)
    {
        var isRetry = _latest == (before, after);
        _latest = (before, after);
        foreach (var (change, payload, recipients) in NetworkChanges.Between(before, after, time.GetUtcNow()))
        {
            var messageId = IdOf(change, isRetry);
            var bodies = recipients.ToDictionary(recipient => recipient, recipient => Write(messageId, payload, recipient));
            var record = new MessageRecord
            {
                TrackingId = DerivedIds.Tracking("broker", messageId),
                Sender = "broker",
                MessageId = messageId,
                Type = MessageType.NetworkChanged,
                Network = payload.Network.Id,
                ReceivedAt = time.GetUtcNow(),
                ContentHash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(messageId)), // the id is made of the content; the time differs by replica
                Size = bodies.Values.Sum(body => body.Length),
                Outcome = MessageOutcome.Accepted,
                Deliveries = recipients.Select(recipient => new DeliveryRecord(DerivedIds.Delivery("broker", messageId, recipient), recipient)).ToList(),
            };
            var results = await store.RecordAsync([record], cancellationToken);
            await dispatch.DeliverAsync(results[0].ToPublish.Select(delivery => new Parcel(delivery, bodies[delivery.Recipient], null, payload.Network.Id)).ToList(), cancellationToken);
        }
    }

    /// <summary>A change that was made, undone and is made again is another one: every replica that saw all of it counts alike.</summary>
    private string IdOf(string change, bool isRetry)
    {
        var times = Math.Max(1, _times.GetValueOrDefault(change) + (isRetry ? 0 : 1));
        _times[change] = times;
        return times == 1 ? change : $"{change}-{times}";
    }

    private byte[] Write(string messageId, NetworkChanged payload, string recipient) => new OutgoingMessage
    {
        Id = messageId,
        Recipient = recipient,
        Network = payload.Network.Id,
        Data = payload,
    }.ToJson("broker", time.GetUtcNow());
}
