namespace CrossStudyBroker.Broker.Resolution;

/// <summary>Who has a part in one delivery. The numbers are stored.</summary>
public enum Party
{
    /// <summary>The institution that sent the message.</summary>
    Sender = 1,

    /// <summary>The institution it is to be delivered to.</summary>
    Recipient = 2,

    /// <summary>Who runs the service; asked for by the home (R25).</summary>
    Operator = 3,
}
