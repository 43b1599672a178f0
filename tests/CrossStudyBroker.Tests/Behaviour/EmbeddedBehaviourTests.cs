using Xunit;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>The broker's behaviour embedded: in-memory transport and SQLite.</summary>
public sealed class EmbeddedBehaviourTests(EmbeddedRigs rigs) : BrokerBehaviourTests(rigs), IClassFixture<EmbeddedRigs>;
