namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>How the recipients of a message type are found.</summary>
public enum Recipients
{
    /// <summary>The sender names one institution.</summary>
    Named,

    /// <summary>The broker finds every target with a live link to the student (R3, R12, R17).</summary>
    FromLinks,

    /// <summary>All members of the networks the offering is targeted to (R6, R8).</summary>
    FromNetworks,

    /// <summary>The message is for the broker.</summary>
    Broker,
}
