using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Contacts;

/// <summary>Stores signs of life every few seconds, and once more at the end.</summary>
internal sealed partial class ContactWriter(ContactBook book, ContactStore store, TimeProvider time, ILogger<ContactWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken);
            await TryWriteAsync(stoppingToken);
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        var notes = book.Take();
        try
        {
            if (notes.Count > 0)
            {
                await store.WriteAsync(notes, cancellationToken);
            }
        }
#pragma warning disable CA1031 // A store that is away must not end the rounds: the notes are kept.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            book.PutBack(notes);
            Waits(exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Signs of life wait: {Failure}; they are stored later")]
    private partial void Waits(string failure);
}
