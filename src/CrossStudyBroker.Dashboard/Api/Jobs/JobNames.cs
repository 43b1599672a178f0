using System.Text.Json;
using CrossStudyBroker.Broker.Jobs;

namespace CrossStudyBroker.Dashboard.Api.Jobs;

/// <summary>Names of states and verbs of jobs, as they are on the wire.</summary>
internal static class JobNames
{
    /// <summary>The verbs by their names.</summary>
    public static IReadOnlyDictionary<string, JobVerb> Verbs { get; } = Enum.GetValues<JobVerb>().ToDictionary(Of, StringComparer.Ordinal);

    public static string Of(JobState state) => Kebab(state.ToString());

    public static string Of(JobItemState state) => Kebab(state.ToString());

    public static string Of(JobVerb verb) => Kebab(verb.ToString());

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
