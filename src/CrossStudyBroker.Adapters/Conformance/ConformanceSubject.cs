using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>What the suite has to know of the system under test, which holds test data only.</summary>
public sealed record ConformanceSubject
{
    /// <summary>Institution code of the system under test.</summary>
    public required string Institution { get; init; }

    /// <summary>Institution code that the suite writes as: a fellow member of the network.</summary>
    public required string Partner { get; init; }

    /// <summary>The network.</summary>
    public required string Network { get; init; }

    /// <summary>Id of a realisation that the system offers in that network and that is open for enrolment; null: it is no target.</summary>
    public string? Realisation { get; init; }

    /// <summary>A student of the institution, with an identity code at least; null: it is no home.</summary>
    public Student? OwnStudent { get; init; }

    /// <summary>How long a reply may take after its delivery. Default 10 seconds.</summary>
    public TimeSpan ReplyWithin { get; init; } = TimeSpan.FromSeconds(10);
}
