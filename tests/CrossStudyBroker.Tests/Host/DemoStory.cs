using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Host;

/// <summary>Reads what <c>crossstudy demo --json</c> printed.</summary>
internal static class DemoStory
{
    /// <summary>The steps. The output must be one JSON document and nothing else.</summary>
    public static IReadOnlyList<JsonNode> StepsOf(string output) => [.. JsonNode.Parse(output)!["steps"]!.AsArray().OfType<JsonNode>()]; // the contract of the command

    /// <summary>Those that did not go as the story says.</summary>
    public static IReadOnlyList<JsonNode> Failed(IEnumerable<JsonNode> steps) => [.. steps.Where(step => !step["ok"]!.GetValue<bool>())]; // likewise
}
