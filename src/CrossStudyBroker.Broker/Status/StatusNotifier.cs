using System.Collections.Concurrent;
using System.Threading.Channels;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Observability;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Status;

/// <summary>
/// Step 8: tells each sending institution what became of its messages (R24), and the recipient of what waits for it that it will be erased, or was. Changes are collected for a moment and sent as one event;
/// they are advisory, so an event that cannot be sent is dropped and the status can be asked for again.
/// </summary>
internal sealed partial class StatusNotifier(Post post, DirectorySource directory, TimeProvider time, ILogger<StatusNotifier> logger) : BackgroundService
{
    private static readonly TimeSpan Collecting = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a host that stops tries to send what is collected.</summary>
    private static readonly TimeSpan LastCall = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<StatusChange>> _collected = new(StringComparer.Ordinal);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The broker answered a message.</summary>
    public void Answered(string institution, MessageRecord record, Answer answer)
    {
        Telemetry.CountTaken(institution, record.Type, answer.Outcome.ToString());
        foreach (var change in StatusChanges.Of(record, answer))
        {
            Collect(institution, change);
        }
    }

    /// <summary>Deliveries changed.</summary>
    public void Changed(IReadOnlyList<DeliveryChanged> changes)
    {
        foreach (var change in changes)
        {
            Telemetry.CountChange(change.Recipient, change.State.ToString());
            Tell(change);
        }
    }

    /// <summary>The payload of deliveries that wait will be erased: nothing changed, but their institutions are told.</summary>
    public void Warned(IReadOnlyList<DeliveryChanged> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            Tell(delivery);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var lastCall = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => lastCall.CancelAfter(LastCall));
        try
        {
            while (await _signal.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Collecting, time, stoppingToken);
                _signal.Reader.TryRead(out _);
                await SendCollectedAsync(lastCall.Token);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await SendCollectedAsync(lastCall.Token);
        }
    }

    private void Tell(DeliveryChanged change)
    {
        if (change.Sender != "broker")
        {
            Collect(change.Sender, StatusChanges.Of(change));
        }

        if (StatusChanges.ForRecipient(change) is { } forRecipient)
        {
            Collect(change.Recipient, forRecipient);
        }
    }

    private async Task SendCollectedAsync(CancellationToken cancellationToken)
    {
        foreach (var (institution, changes) in _collected)
        {
            await SendAsync(institution, changes, cancellationToken);
        }
    }

    private void Collect(string institution, StatusChange change)
    {
        var wanted = directory.Current.Institutions.GetValueOrDefault(institution)?.Status ?? "none";
        if (wanted == "all" || (wanted == "final" && StatusChanges.IsResting(change)))
        {
            _collected.GetOrAdd(institution, _ => new ConcurrentQueue<StatusChange>()).Enqueue(change);
            _signal.Writer.TryWrite(true);
        }
    }

    private async Task SendAsync(string institution, ConcurrentQueue<StatusChange> changes, CancellationToken cancellationToken)
    {
        while (StatusChanges.Take(changes) is { Count: > 0 } batch)
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            var body = new OutgoingMessage
            {
                Id = id.ToString(),
                Recipient = institution,
                Data = new MessageStatus { Changes = batch },
            }.ToJson("broker", time.GetUtcNow());
            try
            {
                await post.SendAsync(QueueNames.Status(institution), new RawMessage { Body = body, DeliveryId = id }, cancellationToken);
            }
#pragma warning disable CA1031 // Advisory: whatever keeps the event from being sent, business messages go on and the status can be asked for.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                NotSent(institution, batch.Count, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Count} status changes for {Institution} not sent: {Failure}")]
    private partial void NotSent(string institution, int count, string failure);
}
