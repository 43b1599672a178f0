namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Why a caller may not do something. The words are in Languages, as <c>obstacle.…</c>.</summary>
internal enum Obstacle
{
    /// <summary>Viewers change nothing.</summary>
    OnlyViews,

    /// <summary>Messages are sent by institutions, never by the operator.</summary>
    OperatorSendsNothing,

    /// <summary>Messages are sent by information systems with their key, never by a person.</summary>
    PeopleSendNothing,

    /// <summary>The institution is not in the directory.</summary>
    NotInDirectory,

    /// <summary>The operator never sees a payload.</summary>
    OperatorReadsNoPayloads,

    /// <summary>Reading payloads is a right of its own, which the caller has not.</summary>
    NoPayloadRight,

    /// <summary>It is another institution's own matter.</summary>
    OtherInstitution,

    /// <summary>Students are known to institutions only.</summary>
    OperatorSearchesNoStudents,
}
