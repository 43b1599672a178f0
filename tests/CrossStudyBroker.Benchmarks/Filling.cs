using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Benchmarks;

/// <summary>
/// Makes up the traffic of 13 days (what waits is kept for 14), the same for the same number: one message in ten fails, most of those wait with their payload for a person, the
/// others were refused, returned or have expired, or the broker refused them. A few are on their way or tried again.
/// </summary>
internal sealed class Filling(ITrackerStore store, PayloadVault vault, int institutions, DateTimeOffset now)
{
    private const int Piece = 1000;
    private static readonly TimeSpan Span = TimeSpan.FromDays(13);
    private static readonly byte[] Payload = new byte[2000];
    private static readonly string[] Types =
    [
        MessageType.CompletionRecorded, MessageType.EnrolmentRequested, MessageType.CompletionRecorded, MessageType.PersonalDataChanged, MessageType.EnrolmentRequested,
        MessageType.StudyRightChanged, MessageType.CompletionRecorded, MessageType.PersonalDataChanged, MessageType.EnrolmentRequested, MessageType.CompletionRecorded,
    ];

    private static readonly string[] Codes =
    [
        ProblemCodes.StudentUnknown, ProblemCodes.StudentAmbiguous, ProblemCodes.ContentRefused, ProblemCodes.RecipientRejected, ProblemCodes.RecipientFailed, ProblemCodes.ExpiredInQueue,
    ];

    /// <summary>Records so many messages and what became of them.</summary>
    public async Task RunAsync(int messages)
    {
        for (var first = 0; first < messages; first += Piece)
        {
            var piece = Enumerable.Range(first, Math.Min(Piece, messages - first)).Select(i => Message(i, messages)).ToList();
            await store.RecordAsync(piece, CancellationToken.None);
            await store.ApplyAsync([.. piece.SelectMany((message, i) => Changes(first + i, message))], CancellationToken.None);
        }
    }

    private MessageRecord Message(int i, int messages)
    {
        var random = new Random(i);
        var sender = random.Next(institutions);
        var recipient = (sender + 1 + random.Next(institutions - 1)) % institutions;
        var refused = i % 100 == 90;
        var at = now - Span + (Span * ((double)i / messages));
        var type = Types[random.Next(Types.Length)];
        return new MessageRecord
        {
            TrackingId = TrackingId(i),
            Sender = Lanes.Code(sender),
            MessageId = $"m-{i}",
            Type = type,
            Recipient = Lanes.Code(recipient),
            Network = "bench",
            CaseId = $"case-{i / 4}",
            ReceivedAt = at,
            ContentHash = SHA256.HashData(Encoding.UTF8.GetBytes($"content {i}")),
            Size = 2000,
            Outcome = refused ? MessageOutcome.Refused : MessageOutcome.Accepted,
            Problems = refused ? [new Problem(ProblemCodes.NetworkUnknown, "/network")] : [],
            StudentHashes = [SHA256.HashData(Encoding.UTF8.GetBytes($"student {i / 8}"))],
            Deliveries = refused ? [] : [new DeliveryRecord(Id($"delivery {i}"), Lanes.Code(recipient), null, type == MessageType.EnrolmentRequested ? at.AddDays(21) : at.AddDays(3))],
        };
    }

    private IEnumerable<DeliveryChange> Changes(int i, MessageRecord message)
    {
        if (message.Deliveries is not [var delivery])
        {
            yield break;
        }

        var state = (i % 100) switch
        {
            0 or 10 or 20 or 30 or 40 or 50 => DeliveryState.Parked,
            60 => DeliveryState.Refused,
            70 => DeliveryState.Returned,
            80 => DeliveryState.Expired,
            1 => DeliveryState.Delivered,
            2 when i % 1000 == 2 => DeliveryState.Queued, // published and not fetched
            2 when i % 1000 == 202 => DeliveryState.Retrying,
            _ => DeliveryState.Processed,
        };
        var change = new DeliveryChange
        {
            DeliveryId = delivery.DeliveryId,
            OnlyPublished = state == DeliveryState.Queued,
            State = state,
            At = message.ReceivedAt.AddMinutes(1),
            By = "adapter",
            Attempts = 1,
            Code = state is DeliveryState.Processed or DeliveryState.Delivered or DeliveryState.Queued ? null : Codes[i / 10 % Codes.Length],
            DueAt = state == DeliveryState.Retrying ? now.AddDays(1) : null,
            Payload = state is DeliveryState.Parked or DeliveryState.Retrying or DeliveryState.Returned ? vault.Seal(delivery.DeliveryId, Payload, null) with { KeptAt = message.ReceivedAt, ExpiresAt = message.ReceivedAt.AddDays(14) } : null,
        };
        if (state == DeliveryState.Returned) // what a person returns was parked before
        {
            yield return change with { State = DeliveryState.Parked };
            yield return change with { At = change.At.AddMinutes(1), Payload = null };
        }
        else
        {
            yield return change;
        }
    }

    private static Guid TrackingId(int i) => Id($"message {i}");

    private static Guid Id(string of) => new(SHA256.HashData(Encoding.UTF8.GetBytes(of))[..16]);
}
