namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>What a caller is here. Reading payloads is a right of its own, beside the role.</summary>
public enum Role
{
    /// <summary>Of an institution: sees its messages, changes nothing.</summary>
    Viewer,

    /// <summary>Of an institution: sees its messages, and resolves its failed transfers.</summary>
    Resolver,

    /// <summary>Runs the service: sees every institution's messages, never a payload.</summary>
    Operator,
}
