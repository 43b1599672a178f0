using System.Xml.Linq;

namespace CrossStudyBroker.Tests.Architecture;

/// <summary>What one project file asks for: other projects, packages, and versions that should not be there.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> OwnVersions)
{
    /// <summary>All project files under src and tests.</summary>
    public static IReadOnlyList<ProjectFile> All() =>
    [
        .. new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    public static ProjectFile Parse(string name, string xml)
    {
        var document = XDocument.Parse(xml);
        var packages = document.Descendants("PackageReference").ToList();
        return new ProjectFile(
            name,
            [.. document.Descendants("ProjectReference").Select(Included).Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. packages.Select(Included)],
            [.. packages.Where(HasVersion).Select(Included)]);
    }

    private static string Included(XElement item) => item.Attribute("Include")?.Value ?? item.Attribute("Update")?.Value ?? "";

    private static bool HasVersion(XElement package) =>
        new[] { "Version", "VersionOverride" }.Any(name => package.Attribute(name) is not null || package.Element(name) is not null);
}
