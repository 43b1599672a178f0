using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Another system, of another origin, whose page frames the address that its own address names.</summary>
internal sealed class FramingSystem : IAsyncDisposable
{
    private readonly WebApplication _app;

    public FramingSystem()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/", (string frame) => Results.Content(
            $"<!DOCTYPE html><html lang=\"en\"><title>SIS</title><h1>A student's case</h1><iframe title=\"Transfers\" width=\"400\" height=\"500\" src=\"{WebUtility.HtmlEncode(frame)}\"></iframe></html>", "text/html"));
    }

    public int Port => new Uri(_app.Urls.First()).Port;

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
