using CrossStudyBroker.Broker.Observability;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>Step 6: puts parcels on their recipients' queues, confirmed, and notes what became of them.</summary>
internal sealed class Dispatch(Post post, Admissions admissions, TrackerWriter tracker, PayloadVault vault, TimeProvider time)
{
    /// <summary>
    /// Ends when every parcel is confirmed on its queue or parked. A transport that is away throws, and the whole is repeated later:
    /// a parcel sent twice is absorbed by its stable delivery id.
    /// </summary>
    public async Task DeliverAsync(IReadOnlyCollection<Parcel> parcels, CancellationToken cancellationToken)
    {
        var failures = await Task.WhenAll(parcels.Select(parcel => SendAsync(parcel, cancellationToken)));
        await NoteAsync(failures.OfType<DeliveryChange>().ToList(), cancellationToken);
    }

    /// <summary>Ends when parcels that must wait are held, with their payload, and deliveries that nobody needs any more are superseded.</summary>
    public Task HoldAsync(IReadOnlyCollection<Parcel> parcels, IReadOnlyCollection<Guid> superseded, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return NoteAsync(
            [
                .. superseded.Select(id => new DeliveryChange { DeliveryId = id, State = DeliveryState.Superseded, At = now, By = "broker" }),
                .. parcels.Select(parcel => new DeliveryChange
                {
                    DeliveryId = parcel.Delivery.DeliveryId,
                    State = DeliveryState.Held,
                    At = now,
                    By = "broker",
                    Payload = parcel.Delivery.Payload ?? vault.Seal(parcel.Delivery.DeliveryId, parcel.Body.Span, parcel.Network),
                }),
            ],
            cancellationToken);
    }

    /// <summary>Writes changes and waits until they are stored.</summary>
    public Task NoteAsync(IReadOnlyCollection<DeliveryChange> changes, CancellationToken cancellationToken) =>
        changes.Count == 0 ? Task.CompletedTask : tracker.WriteAsync(changes, cancellationToken);

    /// <summary>Null once it is confirmed, which may be noted later; otherwise what has to be noted.</summary>
    private async Task<DeliveryChange?> SendAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartDelivery(parcel.TraceParent, parcel.Delivery.DeliveryId, parcel.Delivery.Recipient);
        var published = new DeliveryChange { DeliveryId = parcel.Delivery.DeliveryId, State = DeliveryState.Queued, At = time.GetUtcNow(), By = "broker" };
        if (parcel.IsAlone)
        {
            admissions.Expect(new Admission(published.DeliveryId, DeliveryState.Queued, Attempts: 0, Tries: 0, IsBehind: false, IsKept: parcel.Delivery.Payload is not null, parcel.Network));
        }

        tracker.Notes.Expect(published);
        try
        {
            await post.SendAsync(QueueNames.Inbox(parcel.Delivery.Recipient), new RawMessage
            {
                Body = parcel.Body,
                DeliveryId = parcel.Delivery.DeliveryId,
                TraceParent = activity?.Id ?? parcel.TraceParent,
            }, cancellationToken);
            tracker.Notes.Confirm(published.DeliveryId);
            return null;
        }
        catch (UndeliverableException exception)
        {
            return published with
            {
                State = DeliveryState.Parked,
                Code = exception.QueueFull ? ProblemCodes.RecipientQueueFull : ProblemCodes.RecipientNotConnected,
                Payload = parcel.Delivery.Payload ?? vault.Seal(parcel.Delivery.DeliveryId, parcel.Body.Span, parcel.Network),
            };
        }
        catch
        {
            tracker.Notes.Drop(published.DeliveryId);
            throw;
        }
    }
}
