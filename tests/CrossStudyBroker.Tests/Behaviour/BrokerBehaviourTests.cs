namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>
/// What the broker does for institutions, told by a whole host: the same tests embedded and in production's setting.
/// Rules are those of DOMAIN (R1 to R27).
/// </summary>
public abstract partial class BrokerBehaviourTests(RigSource rigs)
{
    private protected Task<BrokerRig> SharedAsync() => rigs.SharedAsync();

    private protected Task<BrokerRig> RetryingAsync() => rigs.RetryingAsync();

    private protected Task<IRigGround> MakeGroundAsync() => rigs.MakeGroundAsync();

    private protected Task<BrokerRig> StartAsync(RigOptions options) => rigs.StartAsync(options);
}
