using System.Net.Sockets;
using System.Text;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Bodies that are too large, or that never come whole.</summary>
public sealed class RequestBodyTests : IAsyncLifetime
{
    private const int BeyondTheServersOwnLimit = 40_000_000;

    private readonly ApiHost _host = new()
    {
        // Kestrel's default lets a body stand still for five seconds; here for two.
        Services = services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(2))),
    };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(1_048_577)]
    [InlineData(BeyondTheServersOwnLimit)]
    public async Task A_body_that_is_too_large_gets_our_answer_not_the_servers(int length)
    {
        var whole = await _host.PostAsync(HaagaHelia, new byte[length]);
        var chunked = new StreamContent(new MemoryStream(new byte[length]));
        chunked.Headers.ContentType = new("application/cloudevents+json");
        var inChunks = await _host.AskAsync(HttpMethod.Post, HaagaHelia, "/v1/messages", new Chunked(chunked));

        Assert.Equal((413, ProblemCodes.MessageTooLarge), (whole.Status, whole.Code));
        Assert.Equal((413, ProblemCodes.MessageTooLarge), (inChunks.Status, inChunks.Code));
        Assert.Contains("1048576", whole.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_exactly_the_limit_is_read()
    {
        var message = Completion().ToJsonString();

        var answer = await _host.PostAsync(HaagaHelia, Encoding.UTF8.GetBytes(message + new string(' ', 1_048_576 - Encoding.UTF8.GetByteCount(message))));

        Assert.Equal(202, answer.Status);
    }

    [Fact]
    public async Task A_body_that_stops_midway_is_given_up_and_holds_nobody_else_up()
    {
        using var stuck = await BeginAsync();
        var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _host.PostAsync(Completion())));
        var end = await ReadToEndAsync(stuck.GetStream());

        Assert.All(others, answer => Assert.Equal(202, answer.Status));
        Assert.Contains("408", end, StringComparison.Ordinal);
        Assert.Empty(_host.Log.From(LogLevel.Error));
    }

    [Fact]
    public async Task A_caller_that_hangs_up_midway_leaves_no_trace()
    {
        using (var gone = await BeginAsync())
        {
            var answer = gone.GetStream();
            gone.Client.Shutdown(SocketShutdown.Send);
            await Record.ExceptionAsync(() => ReadToEndAsync(answer)); // the server may answer or reset the connection of a caller that is gone
        }

        using (var reset = await BeginAsync())
        {
            reset.LingerState = new LingerOption(true, 0);
        }

        Assert.Equal(202, (await _host.PostAsync(Completion())).Status);
        Assert.Single((await _host.GetAsync(Operator, "/v1/messages")).Texts("messages", "trackingId"));
        Assert.Empty(_host.Log.From(LogLevel.Error));
    }

    /// <summary>A request that has begun and promises more than it sends.</summary>
    private async Task<TcpClient> BeginAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(_host.Address.Host, _host.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ApiHost.KeyOf(HaagaHelia)}\r\nContent-Type: application/cloudevents+json\r\nContent-Length: 1000\r\n\r\n{{\"id\":"));
        return client;
    }

    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    /// <summary>Content that does not tell its length beforehand.</summary>
    private sealed class Chunked : HttpContent
    {
        private readonly HttpContent _content;

        public Chunked(HttpContent content)
        {
            _content = content;
            Headers.ContentType = content.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => _content.CopyToAsync(stream, context);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
