using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>What is to happen with a valid message: a value, made by pure functions from the message and facts.</summary>
internal sealed record Decision
{
    /// <summary>Why it is refused; empty: it is taken.</summary>
    public IReadOnlyList<Problem> Refusals { get; init; } = [];

    /// <summary>Codes that inform and refuse nothing, such as no-recipients.</summary>
    public IReadOnlyList<Problem> Notes { get; init; } = [];

    /// <summary>Institution codes of those who get it.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Link changes that come true with it.</summary>
    public IReadOnlyList<LinkChange> Links { get; init; } = [];

    /// <summary>Offering facts that come true with it.</summary>
    public IReadOnlyList<OfferingChange> Offerings { get; init; } = [];

    /// <summary>What it says of an earlier delivery: a reply or a receipt.</summary>
    public DeliveryChange? Answers { get; init; }

    /// <summary>Refuses with these problems if there are any.</summary>
    public static Decision RefuseIf(IEnumerable<Problem> problems, Func<Decision> otherwise)
    {
        var found = problems.ToList();
        return found.Count > 0 ? new Decision { Refusals = found } : otherwise();
    }
}
