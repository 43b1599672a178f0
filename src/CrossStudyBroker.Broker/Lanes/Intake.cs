using System.Diagnostics;
using System.Security.Cryptography;
using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Observability;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Lanes;

/// <summary>
/// What happens to a message, in this order (DESIGN section 3): 1 authenticate, 2 deduplicate, 3 validate, 4 decide, 5 record, 6 deliver,
/// 8 tell the sender. Step 2 is the tracker's unique key and so happens inside step 5, without a round trip of its own; a repeat is
/// answered as the first time whatever steps 3 and 4 say today. Step 7, receive, is <see cref="Inbox"/>.
/// </summary>
internal sealed partial class Intake(
    ITrackerStore store,
    Dispatch dispatch,
    StatusNotifier status,
    DirectorySource directory,
    StudentHasher hasher,
    PayloadVault vault,
    TransportOptions transport,
    IOptions<LaneOptions> options,
    IOptions<RetryOptions> retries,
    IOptions<FindingOptions> findings,
    ContactBook contacts,
    TimeProvider time,
    ILogger<Intake> logger)
{
    /// <summary>Handles messages of one institution in the order given; answers in the same order. Safe to repeat after any failure.</summary>
    public async Task<IReadOnlyList<Answer>> ProcessAsync(string institution, IReadOnlyList<LaneMessage> messages, CancellationToken cancellationToken)
    {
        contacts.Heard(institution);
        var items = messages.Select(message => Read(institution, message)).ToList(); // 1, 3
        try
        {
            foreach (var group in IndependentGroups(items))
            {
                await ProcessGroupAsync(institution, group, cancellationToken);
            }

            return items.ConvertAll(item => item.Answer!); // every item was in one group
        }
        finally
        {
            items.ForEach(item => item.Dispose());
        }
    }

    private async Task ProcessGroupAsync(string institution, IReadOnlyList<Item> group, CancellationToken cancellationToken)
    {
        var facts = await ReadFactsAsync(group, cancellationToken);
        var records = group.Select(item => Decide(item, institution, facts)).ToList(); // 4
        foreach (var item in group)
        {
            item.Received.Dispose(); // its payload is not looked into again, and what it was read into can serve others
        }

        var results = await store.RecordAsync(records, cancellationToken); // 2, 5
        for (var i = 0; i < group.Count; i++)
        {
            group[i].Answer = ToAnswer(records[i], results[i]);
        }

        Tell(RecordKind.New); // 8: before its publish, so that nobody hears of a delivery's end before its beginning
        var parcels = group.Zip(results).SelectMany(pair => pair.Second.ToPublish.Select(delivery =>
            (IsBehind: pair.Second.Behind.Contains(delivery.DeliveryId), Parcel: new Parcel(delivery, pair.First.Message.Body, pair.First.TraceParent, pair.First.Network, pair.Second.IsAlone)))).ToList();
        await dispatch.HoldAsync(parcels.Where(parcel => parcel.IsBehind).Select(parcel => parcel.Parcel).ToList(), [.. results.SelectMany(result => result.Supersedes)], cancellationToken);
        await dispatch.DeliverAsync(parcels.Where(parcel => !parcel.IsBehind).Select(parcel => parcel.Parcel).ToList(), cancellationToken); // 6
        await dispatch.NoteAsync(await AnswersAsync(group, cancellationToken), cancellationToken);
        Tell(RecordKind.Repeat, RecordKind.Conflict); // 8: after it, for what is tried again is a repeat, and it need be told once only

        void Tell(params ReadOnlySpan<RecordKind> kinds)
        {
            foreach (var (item, record) in group.Zip(records))
            {
                if (kinds.Contains(item.Answer!.Kind)) // set above
                {
                    status.Answered(institution, record, item.Answer);
                    Log(institution, item.Answer);
                }
            }
        }
    }

    /// <summary>What replies and receipts say of earlier deliveries; what is refused, or is a conflict, says nothing.</summary>
    private async Task<IReadOnlyCollection<DeliveryChange>> AnswersAsync(IReadOnlyList<Item> group, CancellationToken cancellationToken)
    {
        var answers = group.Where(item => item.Answer!.Outcome == MessageOutcome.Accepted).Select(item => item.Answers).OfType<DeliveryChange>().ToList(); // set above
        if (!answers.Exists(answer => answer.State == DeliveryState.Retrying))
        {
            return answers;
        }

        var before = (await store.AdmitAsync(answers.ConvertAll(answer => answer.DeliveryId), cancellationToken)).ToDictionary(admission => admission.DeliveryId);
        return answers.ConvertAll(answer => answer.State == DeliveryState.Retrying
            ? RetryRules.AfterFailure(answer, before.GetValueOrDefault(answer.DeliveryId), wasAttempted: true, retries.Value, Random.Shared.NextDouble())
            : answer);
    }

    /// <summary>1 authenticate: the sender is the lane's institution and nobody else. 3 validate.</summary>
    private Item Read(string institution, LaneMessage message)
    {
        var received = Guarded("", () => MessageValidation.Validate(message.Body, message.ContentType, options.Value.MaxMessageBytes), ReceivedMessage.Unreadable);
        var item = new Item(message, received, Telemetry.StartIntake(institution, received, message.TraceParent));
        item.Refusals = Guarded(received.Type, () => Refusals(institution, item), problem => [problem]);
        return item;
    }

    /// <summary>What is wrong with a message by itself; of one with nothing wrong, the item then has what its decision needs.</summary>
    private IReadOnlyList<Problem> Refusals(string institution, Item item)
    {
        if (item.Received.Envelope is not { } envelope)
        {
            return item.Received.Problems;
        }

        if (envelope.Sender != institution)
        {
            return [new Problem(ProblemCodes.SourceMismatch, "/source", $"Messages of this lane come from {DerivedIds.Source(institution)}.")];
        }

        item.StudentHashes = hasher.HashesOf(envelope.Data);
        item.Needs = FactNeeds.Of(envelope, item.StudentHashes);
        item.StateKey = StateKeys.Of(envelope, hasher);
        return [];
    }

    /// <summary>4 decide: a value, from the message and facts.</summary>
    private MessageRecord Decide(Item item, string institution, Facts facts)
    {
        var envelope = item.Received.Envelope;
        var decision = item.Refusals.Count > 0 || envelope is null
            ? new Decision { Refusals = item.Refusals }
            : Guarded(
                item.Received.Type,
                () => Router.Decide(new Situation { Message = envelope, StudentHashes = item.StudentHashes, Directory = directory.Current, Facts = facts, Now = time.GetUtcNow() }),
                problem => new Decision { Refusals = [problem] });

        var taken = decision.Refusals.Count == 0;
        var dryRun = taken && envelope is { DryRun: true };
        item.Answers = taken && !dryRun ? decision.Answers : null;
        item.Network = envelope is null ? null : MessageNetwork.Of(envelope, facts);
        var hash = SHA256.HashData(item.Message.Body.Span);
        return new MessageRecord
        {
            TrackingId = DerivedIds.Tracking(institution, item.Received.Id.Length > 0 ? item.Received.Id : $"sha256:{Convert.ToHexStringLower(hash)} {decision.Refusals[0].Code}"), // without an id it is refused; the same bytes may be refused for another reason, such as another content type
            Sender = institution,
            MessageId = item.Received.Id,
            Type = item.Received.Type,
            Recipient = envelope?.Recipient,
            Network = item.Network,
            CaseId = envelope?.CaseId,
            InReplyTo = envelope?.InReplyTo,
            Replaces = envelope?.Replaces,
            StateKey = item.StateKey,
            TraceParent = item.TraceParent,
            ReceivedAt = time.GetUtcNow(),
            ContentHash = hash,
            Size = item.Message.Body.Length,
            Outcome = dryRun ? MessageOutcome.DryRun : taken ? MessageOutcome.Accepted : MessageOutcome.Refused,
            Problems = dryRun ? [new Problem(ProblemCodes.DryRun, "/dryrun", $"{decision.Recipients.Count} institution(s) would receive this; nothing was sent (R7).")] : taken ? decision.Notes : decision.Refusals,
            StudentHashes = item.StudentHashes,
            Deliveries = decision.Recipients.Select(recipient => ToDelivery(institution, item, recipient, dryRun)).ToList(),
            Links = dryRun ? [] : decision.Links,
            Offerings = dryRun ? [] : decision.Offerings,
        };
    }

    /// <summary>With its payload where the transport would forget it at a crash (DESIGN section 5).</summary>
    private DeliveryRecord ToDelivery(string institution, Item item, string recipient, bool dryRun)
    {
        var id = DerivedIds.Delivery(institution, item.Received.Id, recipient);
        return new DeliveryRecord(
            id,
            recipient,
            transport.Kind == TransportKind.InMemory && !dryRun ? vault.Seal(id, item.Message.Body.Span, item.Network) : null,
            time.GetUtcNow() + findings.Value.ReplyWithin(item.Received.Type));
    }

    /// <summary>
    /// A message that validation or a rule cannot cope with is a fault of the broker; it is refused as such, so that it neither
    /// stops the lane nor is lost without a word.
    /// </summary>
    private T Guarded<T>(string type, Func<T> decide, Func<Problem, T> refuse)
    {
        try
        {
            return decide();
        }
#pragma warning disable CA1031 // The edge of what is pure: whatever one message makes it throw must not stop the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            NotDecided(type, exception.GetType().Name, exception.TargetSite?.Name);
            return refuse(new Problem(ProblemCodes.BrokerError, "", "The broker could not decide this message; its operator has been told."));
        }
    }

    private async Task<Facts> ReadFactsAsync(IReadOnlyList<Item> group, CancellationToken cancellationToken)
    {
        var needs = group.Where(item => item.Needs is not null).Select(item => item.Needs!).ToList(); // filtered
        var request = new FactsRequest
        {
            Deliveries = needs.SelectMany(need => need.Deliveries).Distinct().ToList(),
            Students = needs.SelectMany(need => need.Students).ToList(),
            Cases = needs.SelectMany(need => need.Cases).Distinct().ToList(),
            Offerings = needs.SelectMany(need => need.Offerings).Distinct().ToList(),
        };
        return request.IsEmpty ? Facts.None : await store.ReadFactsAsync(request, cancellationToken);
    }

    /// <summary>Cuts the batch where a message needs what an earlier one changes, and where an id is repeated.</summary>
    private static IEnumerable<IReadOnlyList<Item>> IndependentGroups(IReadOnlyList<Item> items)
    {
        var group = new List<Item>();
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var identity = "id " + (item.Received.Id.Length > 0 ? item.Received.Id : Convert.ToHexString(SHA256.HashData(item.Message.Body.Span)));
            if (group.Count > 0 && (changed.Contains(identity) || item.Needs?.DependsOn(changed) == true))
            {
                yield return group;
                group = [];
                changed.Clear();
            }

            group.Add(item);
            changed.Add(identity);
            item.Needs?.AddChanges(changed);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static Answer ToAnswer(MessageRecord record, RecordResult result) => new()
    {
        TrackingId = record.TrackingId,
        MessageId = record.MessageId,
        Kind = result.Kind,
        Outcome = result.Kind == RecordKind.Conflict ? MessageOutcome.Refused : result.Outcome,
        Problems = result.Kind == RecordKind.Conflict
            ? [new Problem(ProblemCodes.DuplicateConflict, "/id", "Another message with this id came before; give every message an id of its own.")]
            : result.Problems,
        Deliveries = result.Kind == RecordKind.New || result.Outcome == MessageOutcome.DryRun ? record.Deliveries : result.ToPublish, // a dry run stores none
    };

    private void Log(string institution, Answer answer)
    {
        if (answer.Outcome == MessageOutcome.Refused)
        {
            Refused(institution, answer.TrackingId, string.Join(", ", answer.Problems.Select(problem => problem.Code).Distinct()));
        }
        else
        {
            Taken(institution, answer.TrackingId, answer.Deliveries.Count);
        }
    }

    [LoggerMessage(LogLevel.Information, "Refused {TrackingId} of {Institution}: {Codes}")]
    private partial void Refused(string institution, Guid trackingId, string codes);

    [LoggerMessage(LogLevel.Error, "A rule failed on a message of type {Type}: {Failure} in {Place}")]
    private partial void NotDecided(string type, string failure, string? place);

    [LoggerMessage(LogLevel.Debug, "Took {TrackingId} of {Institution}, {Deliveries} deliveries")]
    private partial void Taken(string institution, Guid trackingId, int deliveries);

    /// <summary>One message on its way through the steps.</summary>
    private sealed class Item(LaneMessage message, ReceivedMessage received, Activity? activity) : IDisposable
    {
        public LaneMessage Message => message;
        public ReceivedMessage Received => received;
        public string? TraceParent => activity?.Id ?? received.Envelope?.TraceParent ?? message.TraceParent;
        public IReadOnlyList<Problem> Refusals { get; set; } = [];
        public IReadOnlyList<byte[]> StudentHashes { get; set; } = [];
        public FactNeeds? Needs { get; set; }
        public byte[]? StateKey { get; set; }
        public string? Network { get; set; }
        public DeliveryChange? Answers { get; set; }
        public Answer? Answer { get; set; }

        public void Dispose()
        {
            activity?.SetTag("csb.outcome", Answer?.Outcome.ToString());
            activity?.Dispose();
            received.Dispose();
        }
    }
}
