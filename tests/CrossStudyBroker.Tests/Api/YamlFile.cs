using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CrossStudyBroker.Tests.Api;

/// <summary>A YAML document as JSON: plain words become what the YAML core schema makes of them, quoted ones stay text.</summary>
internal static class YamlFile
{
    public static JsonObject Read(string path)
    {
        using var reader = new StreamReader(Repository.PathOf(path));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return ToJson(yaml.Documents.Single().RootNode)!.AsObject(); // the documents read here are mappings
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, ToJson(entry.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => scalar.Value switch
        {
            "" or "~" or "null" or null => null,
            "true" => true,
            "false" => false,
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            var text => text,
        },
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException($"{node.Start}: neither mapping, sequence nor scalar."),
    };
}
