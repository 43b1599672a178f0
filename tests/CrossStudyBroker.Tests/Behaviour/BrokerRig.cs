using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Host.Hosting;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>
/// A whole host as it runs in production, on a ground of its own, with recording adapters for all institutions, and one verb for each thing
/// that a test does.
/// </summary>
internal sealed class BrokerRig : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RecordingAdapter> _adapters = new(StringComparer.Ordinal);
    private readonly RigOptions _options;
    private WebApplication? _host;

    private BrokerRig(IRigGround ground, RigOptions options)
    {
        (Ground, _options) = (ground, options);
        Directory = new RigDirectory(Path.Combine(ground.Folder, "directory"));
        options.Directory(Directory);
        Directory.Write();
    }

    public IRigGround Ground { get; }

    /// <summary>The directory files; the host follows them within a tenth of a second.</summary>
    public RigDirectory Directory { get; }

    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The host is stopped.");

    /// <summary>Where the host listens.</summary>
    public Uri Address => new(_host?.Urls.First() ?? throw new InvalidOperationException("The host is stopped."));

    /// <summary>The store, with whatever a test puts around it.</summary>
    public StoreAround Store => Services.GetRequiredService<StoreAround>();

    public static async Task<BrokerRig> StartAsync(IRigGround ground, RigOptions options)
    {
        var rig = new BrokerRig(ground, options);
        try
        {
            await rig.StartHostAsync();
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>The institution's stand-in.</summary>
    public RecordingAdapter At(string institution) => _adapters.GetOrAdd(institution, code => new RecordingAdapter(code));

    /// <summary>Puts a message into its sender's lane, as it comes from a vendor's client; ends when the transport has it.</summary>
    public Task SendAsync(JsonObject message) => SendAsync(message.Sender(), message.Bytes());

    /// <summary>Puts bytes into an institution's lane.</summary>
    public Task SendAsync(string institution, byte[] body, string contentType = RawMessage.CloudEvent, string? traceParent = null) =>
        Services.GetRequiredService<Post>().SendAsync(
            QueueNames.Out(institution), new RawMessage { Body = body, ContentType = contentType, TraceParent = traceParent }, CancellationToken.None);

    /// <summary>Puts many messages into one lane in the order given, without waiting for one after another.</summary>
    public Task SendManyAsync(string institution, IReadOnlyCollection<byte[]> bodies) => Ground.PublishAsync(this, institution, bodies);

    /// <summary>Puts a message where rejected ones go, as if it had been rejected in a queue.</summary>
    public Task SendDeadLetterAsync(Guid deliveryId, string queue, byte[] body) => Services.GetRequiredService<Post>().SendAsync(
        QueueNames.Dead, new RawMessage { Body = body, DeliveryId = deliveryId, Dead = new DeadLetter(queue, DeadLetter.Rejected) }, CancellationToken.None);

    /// <summary>Hands a message to its sender's lane as the HTTP API does, and waits for the answer.</summary>
    public Task<Answer> SubmitAsync(JsonObject message) => SubmitAsync(message.Sender(), message.Bytes());

    /// <summary>Hands bytes to an institution's lane, and waits for the answer.</summary>
    public Task<Answer> SubmitAsync(string institution, byte[] body, string? contentType = RawMessage.CloudEvent) =>
        Services.GetRequiredService<LaneSet>().SubmitAsync(institution, new LaneMessage { Body = body, ContentType = contentType }, CancellationToken.None);

    /// <summary>A message as the tracker has it now; null while it has not.</summary>
    public Task<MessageView?> FindAsync(Guid trackingId) => Store.FindAsync(trackingId, visibleTo: null, CancellationToken.None);

    /// <summary>Ends when the tracker shows what is wanted of a message.</summary>
    public async Task<MessageView> SeesAsync(Guid trackingId, Func<MessageView, bool> satisfies, string what) =>
        (await Eventually.SeesAsync(() => FindAsync(trackingId), view => view is not null && satisfies(view), $"{what}, message {trackingId}"))!; // satisfied: not null

    /// <summary>Ends when all deliveries of a message (at least one) are in a state.</summary>
    public Task<MessageView> SeesAsync(JsonObject message, DeliveryState state) => SeesAsync(
        message.TrackingId(),
        view => view.Deliveries.Count > 0 && view.Deliveries.All(delivery => delivery.State == state),
        $"{message["type"]} {state}");

    /// <summary>Ends when the message is refused.</summary>
    public Task<MessageView> SeesRefusedAsync(JsonObject message) =>
        SeesAsync(message.TrackingId(), view => view.Outcome == MessageOutcome.Refused, $"{message["type"]} refused");

    /// <summary>Sends a message and waits until all deliveries are processed.</summary>
    public async Task<MessageView> DeliverAsync(JsonObject message)
    {
        await SendAsync(message);
        return await SeesAsync(message, DeliveryState.Processed);
    }

    /// <summary>Ends when the sender was told something of its message (R24).</summary>
    public async Task<StatusChange> ToldAsync(JsonObject message, Func<StatusChange, bool> satisfies) => (await Eventually.SeesAsync(
        () => At(message.Sender()).StatusOf(message.Id()), told => told.Any(satisfies), $"status of {message["type"]} {message.Id()}")).First(satisfies);

    /// <summary>The sealed payload of a delivery as the database has it, and what it opens to; null where there is none.</summary>
    public async Task<(byte[] Kept, byte[] Opened)?> VaultAsync(Guid deliveryId)
    {
        await using var connection = Ground.Connect();
        var row = await connection.QuerySingleOrDefaultAsync<VaultRow>(
            "select ciphertext, wrapped_key as WrappedKey, key_id as KeyId from vault where delivery_id = @id", new { id = Ground.IdParameter(deliveryId) });
        return row is null ? null : (row.Ciphertext, Services.GetRequiredService<PayloadVault>().Open(
            deliveryId, new SealedPayload(row.Ciphertext, row.WrappedKey, row.KeyId, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)));
    }

    /// <summary>Starts the host, anew after <see cref="StopHostAsync"/>: same ground, same directory, same adapters.</summary>
    /// <param name="ahead">How far the clock is ahead of the machine's, where the rig allows it.</param>
    public async Task StartHostAsync(TimeSpan? ahead = null)
    {
        var settings = new Dictionary<string, string?>(Ground.Settings, StringComparer.OrdinalIgnoreCase)
        {
            ["Roles"] = "broker,adapters",
            ["Urls"] = "http://127.0.0.1:0",
            ["Directory:Folder"] = Directory.Folder,
            ["Directory:ReloadInterval"] = "00:00:00.1",
            ["Lanes:MaxPause"] = "00:00:00.2",
            ["Adapters:FirstDelay"] = "00:00:00.005",
            ["Retries:Attempts"] = "1", // what is tried again is another test's subject
            ["Retries:Poll"] = "00:00:00.02",
            ["Adapters:FailureMinimum"] = "10000", // the circuit is another test's subject
        };
        foreach (var (key, value) in _options.Settings)
        {
            settings[key] = value;
        }

        settings["Clock:Offset"] = ahead?.ToString();
        _host = BrokerHost.Build(settings, AddServices);
        await BrokerHost.StartAsync(_host, CancellationToken.None);
    }

    /// <summary>Ends the host in good order.</summary>
    public async Task StopHostAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.StopAsync();
            await host.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        await Ground.DisposeAsync();
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new ConnectionWays([RecordingAdapter.Name], Ground.HasAmqp));
        services.AddSisAdapter(RecordingAdapter.Name, (_, code, lane) =>
        {
            At(code).Lane = lane;
            return At(code);
        });
        var store = services.Last(service => service.ServiceType == typeof(ITrackerStore));
        services.Remove(store);
        services.AddKeyedSingleton<ITrackerStore>("real", (provider, _) => (ITrackerStore)store.ImplementationFactory!(provider)); // registered by a factory
        services.AddSingleton(provider => new StoreAround(provider.GetRequiredKeyedService<ITrackerStore>("real")));
        services.AddSingleton<ITrackerStore>(provider => provider.GetRequiredService<StoreAround>());
        services.AddLogging(logging =>
        {
            logging.ClearProviders();
            if (_options.Logs is { } logs)
            {
                logging.AddProvider(logs).AddFilter<CapturedLogs>(null, LogLevel.Trace);
            }
        });
    }

    private sealed record VaultRow
    {
        public byte[] Ciphertext { get; init; } = [];
        public byte[] WrappedKey { get; init; } = [];
        public string KeyId { get; init; } = "";
    }
}
