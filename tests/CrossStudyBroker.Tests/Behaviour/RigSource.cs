using Xunit;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Where the tests of one class get their rigs from: one that they share, and others for those that need their own.</summary>
public abstract class RigSource : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Retrying = new(StringComparer.Ordinal)
    {
        ["Retries:Attempts"] = "4",
        ["Retries:FirstDelay"] = "00:00:00.05",
        ["Adapters:Retries"] = "0",
    };

    private readonly Lazy<Task<BrokerRig>> _shared;
    private readonly Lazy<Task<BrokerRig>> _retrying;

    /// <summary>Makes the source; nothing is started before it is asked for.</summary>
    protected RigSource()
    {
        _shared = new Lazy<Task<BrokerRig>>(() => StartAsync(SharedOptions));
        _retrying = new Lazy<Task<BrokerRig>>(() => StartAsync(SharedOptions with { Settings = Retrying }));
    }

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var rig in new[] { _shared, _retrying }.Where(rig => rig.IsValueCreated && rig.Value.IsCompletedSuccessfully))
        {
            await (await rig.Value).DisposeAsync();
        }
    }

    /// <summary>What the shared rig has other than usual.</summary>
    internal virtual RigOptions SharedOptions => new();

    /// <summary>The rig that the class shares; tests keep apart by ids of their own.</summary>
    internal Task<BrokerRig> SharedAsync() => _shared.Value;

    /// <summary>Another shared one, in which what failed for the moment is tried again: four attempts, the second after 50 ms.</summary>
    internal Task<BrokerRig> RetryingAsync() => _retrying.Value;

    /// <summary>A rig of a test's own, which the test disposes.</summary>
    internal async Task<BrokerRig> StartAsync(RigOptions options) => await BrokerRig.StartAsync(await MakeGroundAsync(), options);

    internal abstract Task<IRigGround> MakeGroundAsync();
}
