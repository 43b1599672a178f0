namespace CrossStudyBroker.Broker.Resolution;

/// <summary>What people may do about a failed transfer. <see cref="ResolutionRules"/> says who may do it when.</summary>
public enum Verb
{
    /// <summary>Have it tried again now.</summary>
    Retry,

    /// <summary>Send it back: the sender corrects at the source and sends anew.</summary>
    Return,

    /// <summary>It was settled outside the broker.</summary>
    ResolveElsewhere,

    /// <summary>The sender needs it no more.</summary>
    Discard,

    /// <summary>The home asks the operator for help (R25).</summary>
    Escalate,

    /// <summary>Say that one sees to it.</summary>
    Take,

    /// <summary>Make it another party's turn.</summary>
    HandOver,

    /// <summary>Write something down for all who see it.</summary>
    Note,
}
