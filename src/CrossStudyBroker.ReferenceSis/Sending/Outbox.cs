using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Sending;

/// <summary>
/// What this SIS has to say and has said. A message is put here together with the change that it tells of, and leaves for the lane
/// afterwards: what a crash or a dead lane kept back is sent again, as the same message. Not thread-safe: the institution's lock is around it.
/// </summary>
internal sealed class Outbox(int remembered)
{
    private readonly Dictionary<string, OutgoingMessage> _unsent = [];
    private readonly Remembered<string, SyncStatus> _statuses = new(remembered);

    public IReadOnlyList<OutgoingMessage> Unsent => [.. _unsent.Values];

    public IReadOnlyList<SyncStatus> Statuses => [.. _statuses.Values];

    public void Put(OutgoingMessage message)
    {
        _unsent[message.Id] = message;
        _statuses[message.Id] = new() { MessageId = message.Id, Type = message.Type, CaseId = message.CaseId };
    }

    public bool IsUnsent(string messageId) => _unsent.ContainsKey(messageId);

    public void Done(string messageId) => _unsent.Remove(messageId);

    public SyncStatus? Status(string messageId) => _statuses.Find(messageId);

    /// <summary>R24. Events may come twice and out of order: only a newer one changes what is shown.</summary>
    public void Apply(StatusChange change)
    {
        if (change.Id is not { } id || _statuses.Find(id) is not { } status)
        {
            return;
        }

        if (change.Recipient is { } recipient && !(status.Deliveries.TryGetValue(recipient, out var known) && known.At > change.At))
        {
            status = status with { Deliveries = new Dictionary<string, StatusChange>(status.Deliveries) { [recipient] = change } };
        }

        if (!(status.At > change.At))
        {
            status = status with
            {
                State = change.State,
                At = change.At,
                Codes = change.Codes?.Select(fault => fault.Code).ToList() ?? [],
                Recipients = change.Recipients ?? status.Recipients,
            };
        }

        _statuses[id] = status;
    }
}
