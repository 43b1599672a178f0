using System.Text;
using System.Threading.Channels;
using CrossStudyBroker.Broker.Transport;

namespace CrossStudyBroker.Tests.Transport;

/// <summary>A handler that keeps what it gets, for a test to wait on.</summary>
internal sealed class Received
{
    private readonly Channel<InboundMessage> _messages = Channel.CreateUnbounded<InboundMessage>();

    public Task KeepAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        _messages.Writer.TryWrite(message);
        return Task.CompletedTask;
    }

    /// <summary>The next message; fails the test when none comes.</summary>
    public async Task<InboundMessage> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _messages.Reader.ReadAsync(patience.Token);
    }

    public async Task<string> NextTextAsync() => Encoding.UTF8.GetString((await NextAsync()).Body.Span);

    public async Task<IReadOnlyList<string>> NextTextsAsync(int count)
    {
        var texts = new List<string>(count);
        while (texts.Count < count)
        {
            texts.Add(await NextTextAsync());
        }

        return texts;
    }
}
