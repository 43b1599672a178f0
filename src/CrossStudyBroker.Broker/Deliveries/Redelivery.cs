using System.Security.Cryptography;
using System.Text.Json;
using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Deliveries;

/// <summary>
/// Puts deliveries on their recipients' queues again whose moment has come: failed ones that are to be tried again, and held ones that
/// nothing is in the way of any more. On the in-memory transport also, at start and before anything new is taken in, all that was on its way
/// when the process ended (DESIGN section 5).
/// </summary>
internal sealed partial class Redelivery(
    ITrackerStore store,
    Dispatch dispatch,
    PayloadVault vault,
    StatusNotifier status,
    TransportOptions transport,
    IOptions<RetryOptions> options,
    TimeProvider time,
    ILogger<Redelivery> logger) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (transport.Kind == TransportKind.InMemory && await store.IsReadyAsync(cancellationToken))
        {
            await ResumeAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryRoundAsync(stoppingToken) == 0)
            {
                await Task.Delay(options.Value.Poll, time, stoppingToken);
            }
        }
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (await store.MakeQueuedDueAsync(time.GetUtcNow(), cancellationToken) is > 0 and var count)
        {
            Resumes(count);
            while (await RoundAsync(cancellationToken) > 0)
            {
            }
        }
    }

    private async Task<int> TryRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RoundAsync(cancellationToken);
        }
#pragma warning disable CA1031 // A store or transport that is away must not end the rounds: what was taken is due again later.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Waits(exception.GetType().Name);
            return 0;
        }
    }

    /// <summary>Publishes what is due; recipients side by side, each in order. Returns how many.</summary>
    private async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await store.TakeDueAsync(now, now + options.Value.TakenFor, options.Value.MostPerRecipient, cancellationToken);
        status.Changed(due.Changed);
        await Task.WhenAll(due.ToPublish.GroupBy(delivery => delivery.Delivery.Recipient).Select(async ofRecipient =>
        {
            foreach (var delivery in ofRecipient)
            {
                await PublishAsync(delivery, now, cancellationToken);
            }
        }));
        return due.ToPublish.Count;
    }

    private async Task PublishAsync(DueDelivery due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = due.Delivery.DeliveryId;
        try
        {
            var payload = due.Delivery.Payload!; // one without a payload is not taken for publishing
            var body = vault.Open(id, payload);
            await (payload.ExpiresAt <= now ? dispatch.NoteAsync([Change(DeliveryState.Expired, ProblemCodes.PayloadExpired)], cancellationToken)
                : Expires(body) <= now ? dispatch.NoteAsync([Change(DeliveryState.Expired, ProblemCodes.MessageExpired)], cancellationToken)
                : dispatch.DeliverAsync([new Parcel(due.Delivery, body, due.TraceParent)], cancellationToken));
        }
        catch (UnknownKeyException exception) // it may be on its way to this replica
        {
            Unreadable(id, exception.Message);
            var before = await store.AdmitAsync([id], cancellationToken);
            var failed = Change(DeliveryState.Retrying, ProblemCodes.PayloadUnreadable);
            await dispatch.NoteAsync([RetryRules.AfterFailure(failed, before.FirstOrDefault(), wasAttempted: true, options.Value, Random.Shared.NextDouble())], cancellationToken);
        }
        catch (CryptographicException exception)
        {
            Unreadable(id, exception.Message);
            await dispatch.NoteAsync([Change(DeliveryState.Parked, ProblemCodes.PayloadUnreadable)], cancellationToken);
        }

        DeliveryChange Change(DeliveryState state, string code) => new() { DeliveryId = id, State = state, At = now, By = "broker", Code = code };
    }

    private static DateTimeOffset? Expires(byte[] body)
    {
        using var message = JsonDocument.Parse(body);
        return message.RootElement.TryGetProperty("expires", out var expires) ? JsonMoments.Moment(expires) : null;
    }

    [LoggerMessage(LogLevel.Information, "{Count} deliveries were on their way when the process ended; they go on")]
    private partial void Resumes(int count);

    [LoggerMessage(LogLevel.Error, "The payload of delivery {DeliveryId} cannot be opened: {Reason}")]
    private partial void Unreadable(Guid deliveryId, string reason);

    [LoggerMessage(LogLevel.Warning, "Due deliveries wait: {Failure}; they are tried again")]
    private partial void Waits(string failure);
}
