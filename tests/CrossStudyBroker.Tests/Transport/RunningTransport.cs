using CrossStudyBroker.Broker.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Tests.Transport;

/// <summary>A host with nothing in it but the transport.</summary>
internal sealed class RunningTransport : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningTransport(IHost host) => _host = host;

    public Post Post => _host.Services.GetRequiredService<Post>();

    public Endpoints Endpoints => _host.Services.GetRequiredService<Endpoints>();

    public required LogLines Log { get; init; }

    public static async Task<RunningTransport> StartAsync(TransportOptions options)
    {
        var log = new LogLines();
        var host = new HostBuilder()
            .ConfigureLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug))
            .ConfigureServices(services => services.AddTransport(options))
            .Build();
        await host.StartAsync();
        return new RunningTransport(host) { Log = log };
    }

    public Task SendAsync(string exchange, string body) => Post.SendAsync(exchange, new RawMessage { Body = System.Text.Encoding.UTF8.GetBytes(body) }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
