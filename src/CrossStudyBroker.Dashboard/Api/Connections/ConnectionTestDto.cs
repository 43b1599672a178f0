using System.Text.Json;
using CrossStudyBroker.Broker.Connections;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Languages;

namespace CrossStudyBroker.Dashboard.Api.Connections;

/// <summary>A connection test, with its words in the caller's language.</summary>
public sealed record ConnectionTestDto
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>"good", "bad", or "unknown" where that could not be told.</summary>
    public required string Result { get; init; }

    /// <summary>What was tried.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>What to do next; null while it lasts.</summary>
    public string? Next { get; init; }

    /// <summary>Names of what can be found.</summary>
    internal static IEnumerable<string> Findings => Enum.GetValues<ConnectionFinding>().Select(Name);

    internal static ConnectionTestDto Of(ConnectionTest test, Locale locale) => new()
    {
        At = test.At,
        EndedAt = test.EndedAt,
        Result = test.Steps is [.., var last] ? ResultOf(last) : "unknown",
        Steps = [.. test.Steps.Select(step => Step.Of(step, locale))],
        Next = test.Steps is [.., var end] ? locale["connection-next." + Name(end.Finding)] : null,
    };

    private static string ResultOf(ConnectionStep step) => step.IsGood switch { true => "good", false => "bad", null => "unknown" };

    private static string Name(ConnectionFinding finding) => JsonNamingPolicy.KebabCaseLower.ConvertName(finding.ToString());

    /// <summary>One thing that was tried.</summary>
    /// <param name="Finding">What was found.</param>
    /// <param name="Result">As of the test.</param>
    /// <param name="Milliseconds">How long it took.</param>
    /// <param name="Number">How many programs read the inbox.</param>
    /// <param name="Code">Problem code that the adapter gave.</param>
    /// <param name="Text">What was tried and found, in words.</param>
    public sealed record Step(string Finding, string Result, long Milliseconds, long? Number, string? Code, string Text)
    {
        internal static Step Of(ConnectionStep step, Locale locale)
        {
            var text = locale.Text("connection-step." + Name(step.Finding), ("count", locale.Number(step.Number ?? 0)));
            var problem = step.Code is { } code ? ProblemCatalogue.Find(code) : null;
            return new Step(
                Name(step.Finding), ResultOf(step), (long)Math.Ceiling(step.Took.TotalMilliseconds), step.Number, step.Code, problem is null ? text : $"{text} {locale.Of(problem.Title)}.");
        }
    }
}
