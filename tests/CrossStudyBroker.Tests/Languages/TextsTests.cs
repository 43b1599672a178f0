using System.Text.Json;
using System.Text.RegularExpressions;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Api.Connections;
using CrossStudyBroker.Dashboard.Filters;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.Pages.Messages;
using CrossStudyBroker.Dashboard.Pages.Operators;
using CrossStudyBroker.Dashboard.Pages.Overviews;
using CrossStudyBroker.Dashboard.SignIn;
using Xunit;

namespace CrossStudyBroker.Tests.Languages;

/// <summary>The pages' texts: the same in every language, all that are used, and no others.</summary>
public sealed partial class TextsTests
{
    /// <summary>
    /// Texts whose keys are put together: what stands before the value, and every value there is. A family that appears in the pages and not here fails the
    /// test, so that it is thought of.
    /// </summary>
    private static readonly Dictionary<string, IEnumerable<string>> Families = new(StringComparer.Ordinal)
    {
        ["state."] = FilterRules.States,
        ["kind."] = FilterRules.Kinds,
        ["type."] = MessageType.All.Keys.Select(type => string.Join('.', type.Split('.')[1..^1])),
        ["column."] = MessageColumns.All,
        ["filters."] = FilterRules.All.Where(rule => rule.Name is not ("limit" or "cursor")).SelectMany(rule => new[] { rule.Name, rule.Name + ".takes" }),
        ["direction."] = FilterRules.Directions,
        ["embed."] = ["sent", "received"],
        ["wait."] = DeliveryStates.Allowed.Keys.Select(MessageDto.Name),
        ["by."] = ["broker", "adapter", "receipt", "reply", "sender", "recipient", "operator", "intake"],
        ["who."] = ProblemCatalogue.All.Select(problem => problem.WhoCanFix),
        ["permanence."] = ProblemCatalogue.All.Select(problem => problem.Permanence).Where(permanence => permanence != "information"),
        ["theme."] = Preferences.Themes,
        ["way."] = ["dotnet", "amqp"],
        ["status-events."] = ["all", "final", "none"],
        ["sign-in."] = ["failed", "no-rights"],
        ["duration."] = ["milliseconds", "seconds", "minutes", "hours", "days"],
        ["error."] = new[] { ProblemCodes.NotFound, ProblemCodes.NotPermitted, ProblemCodes.PageExpired, ProblemCodes.MethodNotAllowed, ProblemCodes.BrokerUnavailable, ProblemCodes.BrokerError }
            .SelectMany(code => new[] { code + ".title", code + ".text" }),
        ["role."] = Names<Role>(),
        ["right."] = Names<Right>(),
        ["right.institution."] = Names<Right>(),
        ["right.operator."] = Names<Right>().Except(["send-messages", "read-payloads", "search-students"]), // the operator never may
        ["obstacle."] = Names<Obstacle>(),
        ["verb."] = Names<Verb>(),
        ["verb-about."] = Names<Verb>(),
        ["verb-do."] = Names<Verb>(),
        ["done."] = Names<Verb>(),
        ["did."] = AuditActions.All,
        ["audit-outcome."] = Names<AuditOutcome>(),
        ["connection-step."] = ConnectionTestDto.Findings,
        ["connection-next."] = ConnectionTestDto.Findings,
        ["test.about."] = ["dotnet", "amqp"],
        ["test.result."] = ["good", "bad", "unknown"],
        ["field."] = SeenFields.Names,
        ["verb-part."] = Names<Who>().Except(["none"]),
        ["verb-who."] = Names<Who>().Except(["none"]),
        ["kept."] = HeldThings.All.SelectMany(what => new[] { what + ".title", what + ".about" }),
        ["clock."] = ["ok", "failed", "running"],
        ["job-state."] = Names<JobState>(),
        ["job-item."] = Names<JobItemState>(),
        ["job-verb."] = Names<JobVerb>(),
        ["flow."] = Names<FlowNumber>(),
        ["flow.direction."] = ["all", "out", "in"],
        ["part."] = new[] { "broker", "adapters", "dashboard", "reference-sis" }.SelectMany(role => new[] { role, role + ".what" }),
        ["transport."] = Names<TransportKind>(),
        ["store."] = Names<StoreKind>(),
        ["selection.fault."] = ["none", "verb", "count", "note"],
        ["erased."] = [.. ErasureReasons.OfErasingStates, "clock", "trace"],
        ["network-type."] = Names<NetworkType>(),
        ["finding."] = FindingDto.Topics.SelectMany(topic => new[] { topic + ".title", topic + ".explanation", topic + ".remedy" }),
    };

    private static readonly IReadOnlyList<(string File, string Text)> Sources =
    [
        .. new[] { "*.razor", "*.cs" }
            .SelectMany(pattern => Directory.EnumerateFiles(Repository.PathOf("src/CrossStudyBroker.Dashboard"), pattern, SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
    ];

    [Fact]
    public void Every_language_has_the_same_texts_and_none_is_empty()
    {
        foreach (var (language, texts) in Texts.All)
        {
            Assert.Equal(Texts.All["en"].Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{language} {text.Key}"));
        }
    }

    [Fact]
    public void Placeholders_are_the_same_in_every_language() =>
        Assert.All(Texts.All["en"], text => Assert.All(Texts.All.Values, texts => Assert.Equal((text.Key, Placeholders(text.Value)), (text.Key, Placeholders(texts[text.Key])))));

    [Fact]
    public void Every_text_that_is_used_is_there() =>
        Assert.Empty(Used().Except(Texts.All["en"].Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_text_that_is_there_is_used() =>
        Assert.Empty(Texts.All["en"].Keys.Except(Used()).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_family_of_texts_is_known_here()
    {
        var found = Sources.SelectMany(source => Composed().Matches(source.Text)).Select(match => match.Groups["family"].Value + (match.Groups["named"].Success ? "." : ""));

        Assert.Empty(found.Where(family => !Families.ContainsKey(family)).Distinct());
    }

    [Fact]
    public void No_text_stands_in_a_page_itself()
    {
        var found = Sources.Where(source => source.File.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(source => LooseText().Matches(WithoutCode(source.Text)).Select(match => $"{source.File}: {match.Value}"));

        Assert.Empty(found);
    }

    private static HashSet<string> Used()
    {
        // A literal that is a key counts, wherever it stands: L["key"], L[test ? "key" : "other"].
        var used = Sources.SelectMany(source => Literal().Matches(source.Text)).Select(match => match.Groups["key"].Value).Where(Texts.All["en"].ContainsKey).ToHashSet(StringComparer.Ordinal);
        used.UnionWith(Sources.SelectMany(source => Direct().Matches(source.Text)).Select(match => match.Groups["key"].Value));
        foreach (var counted in Sources.SelectMany(source => Counted().Matches(source.Text)).Select(match => match.Groups["key"].Value))
        {
            used.UnionWith([counted + ".one", counted + ".other"]);
        }

        used.UnionWith(Families.SelectMany(family => family.Value.Select(value => family.Key + value)));
        return used;
    }

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static string WithoutCode(string razor) => Regex.Replace(Regex.Replace(razor, @"@code \{.*", "", RegexOptions.Singleline), @"@\*.*?\*@", "", RegexOptions.Singleline);

    private static IEnumerable<string> Names<TEnum>()
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("\"(?<key>[a-z][a-z0-9.-]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""L(?:\[|\.Text\()"(?<key>[a-z0-9.-]+[a-z0-9])"(?:\]|,)""")]
    private static partial Regex Direct();

    [GeneratedRegex("""\.Count\("(?<key>[a-z0-9.-]+)", """)]
    private static partial Regex Counted();

    [GeneratedRegex("""(?:L\[|L\.Text\(|this\[)\$?"(?<family>[a-z0-9.-]+\.)(?:"\s*\+|\{)|\.Name\((?:[^"()]*\?\s*)?"(?<named>)(?<family>[a-z-]+)"|(?<=\.Name\([^)]*:\s*)"(?<named>)(?<family>[a-z.-]+)(?=",)|(?<=\.Name\([^)]*\?\s*)"(?<named>)(?<family>[a-z.-]+)(?=")""")]
    private static partial Regex Composed();

    // The name of the program and of a key are the same in every language.
    [GeneratedRegex(@">\s*(?!CrossStudyBroker<|Enter<)[A-Z][a-z]+[\p{L} ,.]*<")]
    private static partial Regex LooseText();
}
