namespace CrossStudyBroker.Broker.Resolution;

/// <summary>Who may use a verb, and what a caller is.</summary>
[Flags]
internal enum Who
{
    None = 0,

    Sender = 1,

    Recipient = 2,

    /// <summary>The operator at any time.</summary>
    Operator = 4,

    /// <summary>The operator, asked for by the home (R25) or where the cause is its own to mend.</summary>
    AskedOperator = 8,

    /// <summary>The home institution, whichever part it has.</summary>
    Home = 16,
}
