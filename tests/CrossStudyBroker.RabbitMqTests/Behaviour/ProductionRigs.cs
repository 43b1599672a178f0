using CrossStudyBroker.Tests.Behaviour;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>Rigs as in production.</summary>
public sealed class ProductionRigs(RabbitMqServer rabbit, PostgresServer postgres) : RigSource
{
    /// <summary>An institution with a client of its own, member of the wider network.</summary>
    internal const string WithOwnClient = "10201";

    internal override RigOptions SharedOptions => new() { Directory = directory => directory.Add(WithOwnClient, way: "amqp") };

    internal override async Task<IRigGround> MakeGroundAsync() => await ProductionGround.MakeAsync(rabbit, postgres);
}
