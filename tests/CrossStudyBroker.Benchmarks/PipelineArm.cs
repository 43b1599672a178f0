using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Host.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace CrossStudyBroker.Benchmarks;

/// <summary>(c), (d) The whole broker with a hosted adapter that does nothing; a message has arrived when its outcome is stored.</summary>
internal sealed class PipelineArm(string name, Dictionary<string, string?> settings, Uri? rabbitMq, int lanes) : IArm
{
    private readonly Countdown _processed = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossstudy-bench-");
    private WebApplication? _app;
    private IConnection? _connection;

    public string Name => name;

    public async Task StartAsync()
    {
        settings["Store:Folder"] = _folder.FullName;
        settings["Directory:Folder"] = Lanes.WriteDirectory(lanes, _folder.FullName);
        settings["Roles"] = "broker,adapters";
        settings["Urls"] = "http://127.0.0.1:0";
        settings["Logging:LogLevel:Default"] = "Warning";
        _app = BrokerHost.Build(settings, services =>
        {
            var store = services.Last(service => service.ServiceType == typeof(ITrackerStore));
            services.AddSingleton<ITrackerStore>(provider => new CountingStore((ITrackerStore)store.ImplementationFactory!(provider), _processed)); // registered by a factory
            services.AddSingleton(new ConnectionWays(["bench"], rabbitMq is not null));
            services.AddSisAdapter("bench", (_, _, _) => new Adapter());
        });
        await BrokerHost.StartAsync(_app, CancellationToken.None);
        _connection = rabbitMq is null ? null : await new ConnectionFactory { Uri = rabbitMq }.CreateConnectionAsync();
    }

    public async Task CarryAsync(IReadOnlyList<IReadOnlyList<byte[]>> bodies)
    {
        var done = _processed.Begin(bodies.Sum(lane => lane.Count));
        await Task.WhenAll(bodies.Select((lane, i) => _connection is { } connection
            ? RawSender.SendAsync(connection, QueueNames.Out(Lanes.Code(i)), "", lane)
            : SendInMemoryAsync(QueueNames.Out(Lanes.Code(i)), lane)));
        await done;
    }

    public async ValueTask DisposeAsync()
    {
        await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task SendInMemoryAsync(string exchange, IReadOnlyList<byte[]> bodies)
    {
        var post = _app!.Services.GetRequiredService<Post>(); // started before
        foreach (var body in bodies)
        {
            await post.SendAsync(exchange, new RawMessage { Body = body }, CancellationToken.None);
        }
    }

    private sealed class Adapter : ISisAdapter
    {
        public Task<Outcome> EnrolmentRequestedAsync(Delivery<EnrolmentRequested> delivery, CancellationToken cancellationToken) => Task.FromResult(Outcome.Processed);
    }
}
