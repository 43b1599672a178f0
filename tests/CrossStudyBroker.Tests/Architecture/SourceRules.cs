using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrossStudyBroker.Tests.Architecture;

/// <summary>Rules about the code itself. Each answers with its violations, in words.</summary>
internal static partial class SourceRules
{
    private const string Transport = "src/CrossStudyBroker.Broker/Transport/";

    /// <summary>Symbols that read the machine's clock or wait on it: code takes a <see cref="TimeProvider"/>.</summary>
    private static readonly string[] MustBeBanned =
    [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTime.Today", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow",
        "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)", "M:System.Threading.Thread.Sleep(System.TimeSpan)",
    ];

    /// <summary>The 8 series of MassTransit is near the end of its support (ADR 2): leaving it must stay a matter of one folder.</summary>
    public static IEnumerable<string> MassTransitOutsideTransport(IEnumerable<SourceFile> files) =>
        files
            .Where(file => !file.Path.StartsWith(Transport, StringComparison.Ordinal) && MassTransitName().IsMatch(file.Code))
            .Select(file => $"{file.Path} uses MassTransit; only {Transport} may");

    /// <summary>The list of banned symbols is complete, reaches the analyzer, and nothing turns the analyzer down.</summary>
    public static IEnumerable<string> UnguardedTime(string bannedSymbols, string buildProps, string editorConfig, IEnumerable<SourceFile> files)
    {
        var banned = bannedSymbols.Split('\n').Select(line => line.Split(';')[0].Trim()).ToHashSet(StringComparer.Ordinal);
        foreach (var symbol in MustBeBanned.Where(symbol => !banned.Contains(symbol)))
        {
            yield return $"{symbol} is not banned";
        }

        var build = XDocument.Parse(buildProps);
        if (!build.Descendants("PackageReference").Any(item => item.Attribute("Include")?.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers"))
        {
            yield return "The analyzer of banned symbols is not part of the build";
        }

        if (!build.Descendants("AdditionalFiles").Any(item => item.Attribute("Include")?.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal) == true))
        {
            yield return "The analyzer does not get the list of banned symbols";
        }

        if (!build.Descendants("TreatWarningsAsErrors").Any(element => element.Value == "true"))
        {
            yield return "Warnings are no errors";
        }

        if (build.Descendants("NoWarn").Any(element => element.Value.Contains("RS0030", StringComparison.Ordinal))
            || editorConfig.Contains("RS0030", StringComparison.Ordinal))
        {
            yield return "RS0030 is turned down for everything";
        }

        foreach (var file in files.Where(file => SilencedWithoutReason().IsMatch(file.Text)))
        {
            yield return $"{file.Path} silences RS0030 without a reason on the same line";
        }
    }

    [GeneratedRegex(@"(?<![\w.])MassTransit\b(?=\s*[.;])")]
    private static partial Regex MassTransitName();

    [GeneratedRegex(@"#pragma warning disable[^\n/]*RS0030[^\n/]*(\n|$)")]
    private static partial Regex SilencedWithoutReason();
}
