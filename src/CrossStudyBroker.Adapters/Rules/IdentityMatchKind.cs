namespace CrossStudyBroker.Adapters.Rules;

/// <summary>Results of matching a student with the persons that the target knows (R5).</summary>
public enum IdentityMatchKind
{
    /// <summary>Nobody: a new person is made.</summary>
    None,

    /// <summary>One: the new study right joins the old identity.</summary>
    One,

    /// <summary>More than one, or the data contradict each other: a person decides, and no new person is made.</summary>
    Ambiguous,
}
