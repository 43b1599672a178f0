using CrossStudyBroker.Tests.Behaviour;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>The broker's behaviour in production's setting: RabbitMQ and PostgreSQL.</summary>
public sealed partial class ProductionBehaviourTests(ProductionRigs rigs) : BrokerBehaviourTests(rigs), IClassFixture<ProductionRigs>;
