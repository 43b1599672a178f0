using Xunit;

namespace CrossStudyBroker.Tests.Architecture;

/// <summary>The project files keep the boundaries; each rule is also shown to see a violation.</summary>
public sealed class ProjectRulesTests
{
    private static readonly IReadOnlyList<ProjectFile> Ours = ProjectFile.All();
    private static readonly string CentralFile = File.ReadAllText(Repository.PathOf("Directory.Packages.props"));

    [Fact]
    public void No_project_reaches_what_it_must_not() => Violations.None(ProjectRules.ForbiddenReferences(Ours));

    [Theory]
    [InlineData("CrossStudyBroker.Adapters", "Npgsql", "CrossStudyBroker.Adapters reaches Npgsql")]
    [InlineData("CrossStudyBroker.ReferenceSis", "MassTransit.RabbitMQ", "CrossStudyBroker.ReferenceSis reaches MassTransit.RabbitMQ")]
    [InlineData("CrossStudyBroker.Contracts", "Microsoft.Data.Sqlite", "CrossStudyBroker.Adapters reaches Microsoft.Data.Sqlite")]
    public void A_forbidden_package_is_seen_directly_and_through_other_projects(string project, string package, string violation) =>
        Assert.Contains(violation, ProjectRules.ForbiddenReferences(With(project, package: package)));

    [Theory]
    [InlineData("CrossStudyBroker.ReferenceSis", "CrossStudyBroker.Broker", "CrossStudyBroker.ReferenceSis reaches CrossStudyBroker.Broker")]
    [InlineData("CrossStudyBroker.Broker", "CrossStudyBroker.Dashboard", "CrossStudyBroker.Broker reaches CrossStudyBroker.Dashboard")]
    [InlineData("CrossStudyBroker.Contracts", "CrossStudyBroker.Host", "CrossStudyBroker.Broker reaches CrossStudyBroker.ReferenceSis")]
    public void A_forbidden_project_is_seen_directly_and_through_other_projects(string project, string reference, string violation) =>
        Assert.Contains(violation, ProjectRules.ForbiddenReferences(With(project, reference)));

    [Fact]
    public void The_contract_references_nothing() => Violations.None(ProjectRules.ReferencesOfContracts(Ours));

    [Fact]
    public void A_package_or_project_in_the_contract_is_seen() =>
        Assert.Equal(
            ["CrossStudyBroker.Contracts references CrossStudyBroker.Broker", "CrossStudyBroker.Contracts references Dapper"],
            ProjectRules.ReferencesOfContracts(With("CrossStudyBroker.Contracts", "CrossStudyBroker.Broker", "Dapper")));

    [Fact]
    public void Only_the_host_brings_in_the_reference_sis() => Violations.None(ProjectRules.UsersOfReferenceSis(Ours));

    [Fact]
    public void Another_user_of_the_reference_sis_is_seen() =>
        Assert.Equal(
            ["CrossStudyBroker.Dashboard references CrossStudyBroker.ReferenceSis"],
            ProjectRules.UsersOfReferenceSis(With("CrossStudyBroker.Dashboard", "CrossStudyBroker.ReferenceSis")));

    [Fact]
    public void Versions_live_in_the_central_file_only() => Violations.None(ProjectRules.VersionsOutsideTheCentralFile(Ours));

    [Theory]
    [InlineData("""<PackageReference Include="Dapper" Version="2.1.86" />""")]
    [InlineData("""<PackageReference Include="Dapper" VersionOverride="2.1.86" />""")]
    [InlineData("""<PackageReference Include="Dapper"><Version>2.1.86</Version></PackageReference>""")]
    public void A_version_in_a_project_file_is_seen(string reference) =>
        Assert.Single(ProjectRules.VersionsOutsideTheCentralFile([ProjectFile.Parse("P", $"<Project><ItemGroup>{reference}</ItemGroup></Project>")]));

    [Fact]
    public void Central_versions_are_exact_and_MassTransit_is_of_the_8_series() => Violations.None(ProjectRules.CentralVersions(CentralFile));

    [Theory]
    [InlineData("MassTransit", "9.0.0")]
    [InlineData("MassTransit.RabbitMQ", "9.1.1")]
    [InlineData("Dapper", "2.*")]
    [InlineData("Dapper", "[2.1.0,3.0)")]
    [InlineData("Dapper", "")]
    public void A_commercial_or_floating_version_is_seen(string package, string version) =>
        Assert.Single(ProjectRules.CentralVersions($"""<Project><PackageVersion Include="{package}" Version="{version}" /></Project>"""));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Violations.None(ProjectRules.MissingInSolution(Ours, File.ReadAllText(Repository.PathOf("CrossStudyBroker.sln"))));

    [Fact]
    public void A_project_outside_the_solution_is_seen() =>
        Assert.Equal(["P is not in the solution"], ProjectRules.MissingInSolution([ProjectFile.Parse("P", "<Project />")], "\"src/Q/Q.csproj\""));

    /// <summary>Our projects, with one reference too many in one of them.</summary>
    private static IReadOnlyList<ProjectFile> With(string name, string? project = null, string? package = null) =>
    [
        .. Ours.Select(file => file.Name != name ? file : file with
        {
            Projects = [.. file.Projects, .. project is null ? [] : new[] { project }],
            Packages = [.. file.Packages, .. package is null ? [] : new[] { package }],
        }),
    ];
}
