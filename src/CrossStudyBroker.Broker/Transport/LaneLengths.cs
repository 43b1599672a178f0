using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>How many messages wait in lanes, as the transport has them.</summary>
internal sealed class LaneLengths(TransportOptions options, MemoryQueues memory)
{
    /// <summary>By institution; one whose lane is not there is left out.</summary>
    public Task<IReadOnlyDictionary<string, long>> ReadAsync(IReadOnlyCollection<string> institutions, CancellationToken cancellationToken) =>
        options.Kind == TransportKind.RabbitMq
            ? AskAsync(institutions, cancellationToken)
            : Task.FromResult<IReadOnlyDictionary<string, long>>(institutions.ToDictionary(code => code, code => memory.WaitingBehind(QueueNames.Out(code))));

    private async Task<IReadOnlyDictionary<string, long>> AskAsync(IReadOnlyCollection<string> institutions, CancellationToken cancellationToken)
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var connection = await RabbitMqAddress.ConnectAsync(options, cancellationToken);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            foreach (var institution in institutions)
            {
                try
                {
                    lengths[institution] = (await channel.QueueDeclarePassiveAsync(QueueNames.Lane(institution), cancellationToken)).MessageCount;
                }
                catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
                {
                    await channel.DisposeAsync(); // what is not there closes it
                    channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
                }
            }
        }
        finally
        {
            await channel.DisposeAsync();
        }

        return lengths;
    }
}
