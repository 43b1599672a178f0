using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.ReferenceSis;

/// <summary>What one reference institution is like.</summary>
public sealed class ReferenceOptions
{
    /// <summary>Institution code.</summary>
    [Required, RegularExpression("^[0-9]{5}$")]
    public required string Institution { get; init; }

    /// <summary>Networks that the home study rights of its students belong to (R1). Default: 3amk.</summary>
    public IReadOnlyList<string> Networks { get; init; } = ["3amk"];

    /// <summary>Number of invented students. Default 20.</summary>
    [Range(0, 10_000)]
    public int Students { get; init; } = 20;

    /// <summary>Fixes who the students are; the same seed and institution give the same students. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True: enrolments are accepted as they come. False: a person decides, and the home hears meanwhile that it was received. Default true.</summary>
    public bool AcceptsAutomatically { get; init; } = true;

    /// <summary>How long a provisional student is kept before the purge may remove it (R19). Default 60 days.</summary>
    public TimeSpan ProvisionalKept { get; init; } = TimeSpan.FromDays(60);

    /// <summary>How to reach the study office; told to a student who cancels too late (R15).</summary>
    public string StudyOffice { get; init; } = "opintotoimisto@example.fi";

    /// <summary>Domain of eppn and e-mail addresses. Default: made of the institution code.</summary>
    public string? Domain { get; init; }

    /// <summary>How many deliveries, messages and closed cases are remembered before the oldest are forgotten. Default 10,000 each.</summary>
    [Range(100, 1_000_000)]
    public int Remembered { get; init; } = 10_000;
}
