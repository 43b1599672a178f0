namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Rigs of the embedded default.</summary>
public sealed class EmbeddedRigs : RigSource
{
    internal override Task<IRigGround> MakeGroundAsync() => Task.FromResult<IRigGround>(new EmbeddedGround());
}
