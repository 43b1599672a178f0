namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>What a caller may or may not do; <see cref="Permissions"/> says who may what.</summary>
internal enum Right
{
    /// <summary>See messages with their status: an institution its own, the operator all.</summary>
    SeeMessages,

    /// <summary>Take lists of messages along as CSV or JSON.</summary>
    ExportMessages,

    /// <summary>See institutions and networks.</summary>
    SeeDirectory,

    /// <summary>See how an institution's information system is connected and getting on: an institution its own, the operator all.</summary>
    SeeConnection,

    /// <summary>See who did what.</summary>
    SeeAudit,

    /// <summary>See what is held and when it is erased.</summary>
    SeeRetention,

    /// <summary>Send messages in the institution's name.</summary>
    SendMessages,

    /// <summary>Resolve failed transfers.</summary>
    ResolveFailures,

    /// <summary>Test whether an institution's information system can be reached now.</summary>
    TestConnection,

    /// <summary>Read the payload of a message that waits.</summary>
    ReadPayloads,

    /// <summary>Search for a student's messages by an identifier.</summary>
    SearchStudents,
}
