using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Reading messages with their status, for the HTTP API and the pages alike: a caller sees what is its own.</summary>
internal sealed class MessageReading(ITrackerStore store)
{
    /// <summary>One message by tracking id, or by the id its sender gave it. Null for what does not exist and for what is somebody else's.</summary>
    public async Task<MessageView?> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var view = Guid.TryParse(id, out var trackingId) ? await store.FindAsync(trackingId, caller.VisibleTo, cancellationToken) : null;
        return view is null && caller.Institution is { } institution
            ? await store.FindAsync(DerivedIds.Tracking(institution, id), institution, cancellationToken)
            : view;
    }

    /// <summary>One page, newest first.</summary>
    /// <exception cref="InvalidFilterException">Of all filters only the cursor is the store's to read.</exception>
    public Task<MessagePage> ListAsync(Caller caller, MessageFilter filter, CancellationToken cancellationToken) =>
        store.ListAsync(filter with { VisibleTo = caller.VisibleTo }, cancellationToken);
}
