using System.Text.Json;
using CrossStudyBroker.Broker.Resolution;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>A verb as it is open to the caller now: a button, and if it is disabled, why.</summary>
internal sealed record VerbDto
{
    public required string Verb { get; init; }
    public required bool Allowed { get; init; }
    public string? Code { get; init; }
    public string? Why { get; init; }
    public string? Remedy { get; init; }
    public DoneDto? Because { get; init; }
    public IReadOnlyList<string>? To { get; init; }

    public static VerbDto Of(VerbOption option) => new()
    {
        Verb = Name(option.Verb),
        Allowed = option.Refused is null,
        Code = option.Refused?.Code,
        Why = option.Refused is { } refused ? ProblemResults.CauseOf(refused.Code) : null,
        Remedy = option.Refused is { } instead ? ProblemResults.RemedyOf(instead.Code) : null,
        Because = option.Refused?.Because is { } done ? DoneDto.Of(done) : null,
        To = option.To.Count == 0 ? null : [.. option.To.Select(DoneDto.Name)],
    };

    public static string Name(Verb verb) => JsonNamingPolicy.KebabCaseLower.ConvertName(verb.ToString());
}
