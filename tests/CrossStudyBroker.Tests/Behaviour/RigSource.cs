using Xunit;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Where the tests of one class get their rigs from: one that they share, and others for those that need their own.</summary>
public abstract class RigSource : IAsyncLifetime
{
    private readonly Lazy<Task<BrokerRig>> _shared;

    /// <summary>Makes the source; nothing is started before it is asked for.</summary>
    protected RigSource()
    {
        _shared = new Lazy<Task<BrokerRig>>(() => StartAsync(SharedOptions));
    }

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_shared.IsValueCreated && _shared.Value.IsCompletedSuccessfully)
        {
            await (await _shared.Value).DisposeAsync();
        }
    }

    /// <summary>What the shared rig has other than usual.</summary>
    internal virtual RigOptions SharedOptions => new();

    /// <summary>The rig that the class shares; tests keep apart by ids of their own.</summary>
    internal Task<BrokerRig> SharedAsync() => _shared.Value;

    /// <summary>A rig of a test's own, which the test disposes.</summary>
    internal async Task<BrokerRig> StartAsync(RigOptions options) => await BrokerRig.StartAsync(await MakeGroundAsync(), options);

    internal abstract Task<IRigGround> MakeGroundAsync();
}
