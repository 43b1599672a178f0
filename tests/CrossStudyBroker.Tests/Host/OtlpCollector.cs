using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Tests.Host;

/// <summary>Takes what is exported by OTLP over HTTP and keeps it as it comes.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> _received = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/{**path}", async (HttpContext context, string path) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.GetOrAdd(path, _ => new()).Enqueue(body.ToArray());
        });
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Everything that came to an address, such as <c>v1/traces</c>.</summary>
    public byte[] Received(string path) => [.. (_received.GetValueOrDefault(path) ?? []).SelectMany(body => body)];

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
