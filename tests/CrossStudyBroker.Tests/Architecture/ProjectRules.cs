using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrossStudyBroker.Tests.Architecture;

/// <summary>The boundaries between projects, and where versions come from. Each rule answers with its violations, in words.</summary>
internal static partial class ProjectRules
{
    /// <summary>
    /// What a project must not reach, directly or through others: a vendor who takes the contract or the adapter seam gets no broker, bus or database with it;
    /// the broker runs without dashboard and demonstration.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> Forbidden = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["CrossStudyBroker.Adapters"] = ["CrossStudyBroker.Broker", "MassTransit", "RabbitMQ", "Npgsql", "Dapper", "Microsoft.Data.Sqlite", "SQLitePCLRaw"],
        ["CrossStudyBroker.ReferenceSis"] = ["CrossStudyBroker.Broker", "MassTransit", "RabbitMQ", "Npgsql", "Dapper", "Microsoft.Data.Sqlite", "SQLitePCLRaw"],
        ["CrossStudyBroker.Broker"] = ["CrossStudyBroker.ReferenceSis", "CrossStudyBroker.Dashboard", "CrossStudyBroker.Host"],
    };

    public static IEnumerable<string> ForbiddenReferences(IReadOnlyList<ProjectFile> projects) =>
        from rule in Forbidden
        let project = projects.Single(project => project.Name == rule.Key)
        from reached in Reachable(project, projects)
        where rule.Value.Any(forbidden => reached == forbidden || reached.StartsWith(forbidden + ".", StringComparison.Ordinal))
        select $"{project.Name} reaches {reached}";

    /// <summary>The contract is what a vendor takes first: nothing comes with it.</summary>
    public static IEnumerable<string> ReferencesOfContracts(IReadOnlyList<ProjectFile> projects)
    {
        var contracts = projects.Single(project => project.Name == "CrossStudyBroker.Contracts");
        return contracts.Projects.Concat(contracts.Packages).Select(reference => $"{contracts.Name} references {reference}");
    }

    /// <summary>The reference SIS is for demonstration: only the host may bring it in.</summary>
    public static IEnumerable<string> UsersOfReferenceSis(IReadOnlyList<ProjectFile> projects) =>
        projects
            .Where(project => project.Projects.Contains("CrossStudyBroker.ReferenceSis") && project.Name is not "CrossStudyBroker.Host")
            .Select(project => $"{project.Name} references CrossStudyBroker.ReferenceSis");

    public static IEnumerable<string> VersionsOutsideTheCentralFile(IReadOnlyList<ProjectFile> projects) =>
        from project in projects
        from package in project.OwnVersions
        select $"{project.Name} has a version for {package}: versions live in Directory.Packages.props only";

    /// <summary>Each package is pinned to one exact version; MassTransit 9 and later are commercial (ADR 2).</summary>
    public static IEnumerable<string> CentralVersions(string centralFile)
    {
        foreach (var package in XDocument.Parse(centralFile).Descendants("PackageVersion"))
        {
            var (name, version) = (package.Attribute("Include")?.Value ?? "", package.Attribute("Version")?.Value ?? "");
            if (!ExactVersion().IsMatch(version))
            {
                yield return $"{name} {version} is no exact version";
            }

            if ((name == "MassTransit" || name.StartsWith("MassTransit.", StringComparison.Ordinal)) && !version.StartsWith("8.", StringComparison.Ordinal))
            {
                yield return $"{name} {version} is not of the 8 series";
            }
        }
    }

    /// <summary>The solution is what gets built and tested: a project that is not in it would be forgotten silently.</summary>
    public static IEnumerable<string> MissingInSolution(IReadOnlyList<ProjectFile> projects, string solution) =>
        projects
            .Where(project => !solution.Contains($"{project.Name}.csproj\"", StringComparison.Ordinal))
            .Select(project => $"{project.Name} is not in the solution");

    private static HashSet<string> Reachable(ProjectFile from, IReadOnlyList<ProjectFile> projects)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Queue<ProjectFile> open = new([from]);
        while (open.TryDequeue(out var project))
        {
            reached.UnionWith(project.Packages);
            foreach (var next in projects.Where(other => project.Projects.Contains(other.Name) && reached.Add(other.Name)))
            {
                open.Enqueue(next);
            }
        }

        return reached;
    }

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
