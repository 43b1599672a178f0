using Xunit;

namespace CrossStudyBroker.Tests.Architecture;

/// <summary>The code keeps its rules; each rule is also shown to see a violation.</summary>
public sealed class SourceRulesTests
{
    private static readonly IReadOnlyList<SourceFile> Ours = SourceFile.AllOfSrc();
    private static readonly string BannedSymbols = Read("BannedSymbols.txt");
    private static readonly string BuildProps = Read("Directory.Build.props");
    private static readonly string EditorConfig = Read(".editorconfig");

    [Fact]
    public void MassTransit_is_used_by_the_transport_folder_only() => Violations.None(SourceRules.MassTransitOutsideTransport(Ours));

    [Theory]
    [InlineData("using MassTransit;")]
    [InlineData("global using static MassTransit.Bus;")]
    [InlineData("class A(MassTransit.IBus bus);")]
    [InlineData("class A(global::MassTransit.IBus bus);")]
    public void Use_of_MassTransit_elsewhere_is_seen(string code) =>
        Assert.Single(SourceRules.MassTransitOutsideTransport([new SourceFile("src/CrossStudyBroker.Broker/Tracking/A.cs", code)]));

    [Theory]
    [InlineData("src/CrossStudyBroker.Broker/Transport/A.cs", "using MassTransit;")]
    [InlineData("src/CrossStudyBroker.Host/A.cs", "// MassTransit. It has names of its own.\nvar source = \"MassTransit.Consumers\";")]
    public void Use_in_the_transport_folder_and_mention_in_comments_and_strings_are_fine(string path, string code) =>
        Assert.Empty(SourceRules.MassTransitOutsideTransport([new SourceFile(path, code)]));

    [Fact]
    public void The_clock_is_read_through_TimeProvider_only() => Violations.None(SourceRules.UnguardedTime(BannedSymbols, BuildProps, EditorConfig, Ours));

    [Fact]
    public void A_missing_ban_is_seen() =>
        Assert.Equal(
            ["P:System.DateTime.UtcNow is not banned"],
            SourceRules.UnguardedTime(BannedSymbols.Replace("DateTime.UtcNow", "DateTime.Other", StringComparison.Ordinal), BuildProps, EditorConfig, []));

    [Theory]
    [InlineData("Microsoft.CodeAnalysis.BannedApiAnalyzers", "Other", "The analyzer of banned symbols is not part of the build")]
    [InlineData("BannedSymbols.txt", "Other.txt", "The analyzer does not get the list of banned symbols")]
    [InlineData("<TreatWarningsAsErrors>true", "<TreatWarningsAsErrors>false", "Warnings are no errors")]
    [InlineData("CS1591</NoWarn>", "CS1591;RS0030</NoWarn>", "RS0030 is turned down for everything")]
    public void A_build_without_the_analyzer_is_seen(string present, string instead, string violation) =>
        Assert.Equal([violation], SourceRules.UnguardedTime(BannedSymbols, BuildProps.Replace(present, instead, StringComparison.Ordinal), EditorConfig, []));

    [Fact]
    public void An_analyzer_turned_down_is_seen() =>
        Assert.Single(SourceRules.UnguardedTime(BannedSymbols, BuildProps, EditorConfig + "dotnet_diagnostic.RS0030.severity = none\n", []));

    [Fact]
    public void Silencing_needs_a_reason_on_the_same_line()
    {
        SourceFile silent = new("src/A.cs", "#pragma warning disable RS0030\n");
        SourceFile explained = new("src/B.cs", "#pragma warning disable RS0030 // the one place where the clock is made\n");

        Assert.Equal(["src/A.cs silences RS0030 without a reason on the same line"], SourceRules.UnguardedTime(BannedSymbols, BuildProps, EditorConfig, [silent, explained]));
    }

    private static string Read(string file) => File.ReadAllText(Repository.PathOf(file));
}
