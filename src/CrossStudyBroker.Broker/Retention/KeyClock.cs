using CrossStudyBroker.Broker.Vault;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Wraps what older keys wrapped with the key that seals now, so that the older ones can be destroyed soon.</summary>
internal sealed class KeyClock(VaultKeys keys, IOptions<RetentionOptions> options) : IClock
{
    /// <inheritdoc/>
    public string Name => "keys";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IAsyncEnumerable<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) => keys.RewrapAsync(options.Value.Piece, cancellationToken);
}
