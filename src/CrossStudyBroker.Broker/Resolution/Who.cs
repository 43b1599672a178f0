namespace CrossStudyBroker.Broker.Resolution;

/// <summary>Who may use a verb, and what a caller is.</summary>
[Flags]
public enum Who
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>The institution that sent the message.</summary>
    Sender = 1,

    /// <summary>The institution that the delivery is to.</summary>
    Recipient = 2,

    /// <summary>The operator at any time.</summary>
    Operator = 4,

    /// <summary>The operator, asked for by the home (R25) or where the cause is its own to mend.</summary>
    AskedOperator = 8,

    /// <summary>The home institution, whichever part it has.</summary>
    Home = 16,
}
