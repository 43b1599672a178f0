using CrossStudyBroker.Tests.Behaviour;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>Rigs as in production.</summary>
public sealed class ProductionRigs(RabbitMqServer rabbit, PostgresServer postgres) : RigSource
{
    internal override async Task<IRigGround> MakeGroundAsync() => await ProductionGround.MakeAsync(rabbit, postgres);
}
