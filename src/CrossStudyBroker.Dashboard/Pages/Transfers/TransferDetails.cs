using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Pages.Transfers;

/// <summary>Reads what the pages show of deliveries besides their way, each caller's part of it.</summary>
internal sealed class TransferDetails(Resolving resolving, ErasureProofs proofs, NeighbourReader neighbours, Permissions permissions)
{
    /// <summary>Of the deliveries of a message that the caller sees, by delivery id.</summary>
    public async Task<IReadOnlyDictionary<Guid, TransferDetail>> OfAsync(MessageView message, Caller caller, CancellationToken cancellationToken)
    {
        var details = new Dictionary<Guid, TransferDetail>();
        foreach (var delivery in message.Deliveries)
        {
            if (await resolving.FindAsync(delivery.DeliveryId, permissions.ToActor(caller), cancellationToken) is { } view)
            {
                details[delivery.DeliveryId] = new TransferDetail(
                    view,
                    await proofs.FindAsync(delivery.DeliveryId, caller.VisibleTo, cancellationToken),
                    DeliveryStates.IsFinal(delivery.State) ? [] : await neighbours.OfAsync(delivery.DeliveryId, cancellationToken));
            }
        }

        return details;
    }
}
