using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>A filter that cannot be used.</summary>
/// <param name="Filter">Its name, as it was given.</param>
/// <param name="Expected">What it takes, in English.</param>
internal sealed record FilterFault(string Filter, string Expected)
{
    /// <summary>As the HTTP API tells it.</summary>
    public Problem ToProblem() => new(ProblemCodes.FilterInvalid, "", Expected);
}
