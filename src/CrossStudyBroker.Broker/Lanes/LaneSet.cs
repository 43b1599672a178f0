using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Lanes;

/// <summary>The lanes of this process, one per institution, made when first used.</summary>
public sealed class LaneSet : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Lane>> _lanes = new(StringComparer.Ordinal);
    private readonly Func<string, Lane> _create;

    internal LaneSet(Intake intake, IOptions<LaneOptions> options, TimeProvider time, ILogger<Lane> logger)
    {
        _create = institution => new Lane(institution, intake, options.Value, time, logger);
    }

    /// <summary>True while no lane has a message in hand.</summary>
    internal bool AreIdle => _lanes.Values.All(lane => lane.Value.IsIdle);

    /// <summary>Messages of an institution that this process has in hand.</summary>
    internal int InHand(string institution) => _lanes.TryGetValue(institution, out var lane) ? lane.Value.InHand : 0;

    /// <summary>Hands in a message of an institution whose identity is already proved (its own queue, or its credential).</summary>
    /// <param name="institution">Institution code of the sender.</param>
    /// <param name="message">The message as it came.</param>
    /// <param name="cancellationToken">Stops waiting; the message may still be handled.</param>
    public Task<Answer> SubmitAsync(string institution, LaneMessage message, CancellationToken cancellationToken) =>
        _lanes.GetOrAdd(institution, code => new Lazy<Lane>(() => _create(code))).Value.SubmitAsync(message, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_lanes.Values.Select(lane => lane.Value.DisposeAsync().AsTask()));
}
