using CrossStudyBroker.Adapters;

namespace CrossStudyBroker.ReferenceSis.Faults;

/// <summary>Something that goes wrong at a reference institution because a story wants it.</summary>
public sealed record ScriptedFault
{
    private ScriptedFault()
    {
    }

    /// <summary>An exception, with a text that must not be seen anywhere.</summary>
    public static ScriptedFault Throw { get; } = new();

    /// <summary>No answer until the attempt's time is over.</summary>
    public static ScriptedFault TimeOut { get; } = new() { Hangs = true };

    internal Outcome? Outcome { get; private init; }

    internal bool Hangs { get; private init; }

    /// <summary>A temporary failure.</summary>
    public static ScriptedFault Temporary(string code, TimeSpan? retryAfter = null) => new() { Outcome = Outcome.FailedTemporarily(code, retryAfter) };

    /// <summary>A permanent failure.</summary>
    public static ScriptedFault Permanent(string code) => new() { Outcome = Outcome.FailedPermanently(code) };

    /// <summary>A refusal.</summary>
    public static ScriptedFault Refuse(string code, string? detail = null) => new() { Outcome = Outcome.Refused(code, detail) };
}
