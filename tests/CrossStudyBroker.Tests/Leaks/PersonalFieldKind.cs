namespace CrossStudyBroker.Tests.Leaks;

/// <summary>What may stand in a personal field.</summary>
internal enum PersonalFieldKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>An e-mail address, or what looks like one.</summary>
    Address,

    /// <summary>A day.</summary>
    Day,

    /// <summary>An identifier with a form of its own, which each student has from the beginning.</summary>
    Identifier,

    /// <summary>A number, a word of a list, a code of a few signs: the same as other people's.</summary>
    Code,
}
