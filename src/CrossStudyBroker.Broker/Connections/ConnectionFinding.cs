namespace CrossStudyBroker.Broker.Connections;

/// <summary>What one step of a connection test found. The numbers are stored.</summary>
public enum ConnectionFinding
{
    /// <summary>RabbitMQ let the broker in.</summary>
    QueueServerAnswers = 1,

    /// <summary>RabbitMQ does not answer.</summary>
    QueueServerSilent = 2,

    /// <summary>Somebody is connected who reads the institution's inbox.</summary>
    InboxRead = 3,

    /// <summary>Nobody reads the institution's inbox.</summary>
    InboxUnread = 4,

    /// <summary>The hosted adapter reached its information system.</summary>
    AdapterAnswers = 5,

    /// <summary>The hosted adapter runs, but has no way to tell whether its information system answers.</summary>
    AdapterUnproven = 6,

    /// <summary>The hosted adapter says that its information system does not answer as it should.</summary>
    AdapterFails = 7,

    /// <summary>The hosted adapter did not answer in time.</summary>
    AdapterLate = 8,

    /// <summary>No process runs the adapter.</summary>
    AdapterAbsent = 9,
}
