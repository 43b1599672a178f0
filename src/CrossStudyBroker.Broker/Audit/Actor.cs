namespace CrossStudyBroker.Broker.Audit;

/// <summary>Who does something: a person, or a program with a key.</summary>
public sealed record Actor
{
    /// <summary>Institution code; null for the operator.</summary>
    public string? Institution { get; init; }

    /// <summary>The person's id at the identity provider; null for a program.</summary>
    public string? Person { get; init; }

    /// <summary>What the person is called; null for a program.</summary>
    public string? Name { get; init; }

    /// <summary>False for one who only looks.</summary>
    public bool MayResolve { get; init; } = true;

    /// <summary>True for one who has the right of its own to read payloads of its institution's messages.</summary>
    public bool MayReadPayloads { get; init; }

    /// <summary>True if it is the same person, or a program of the same institution.</summary>
    public bool IsSameAs(Actor other) => Institution == other.Institution && Person == other.Person;
}
