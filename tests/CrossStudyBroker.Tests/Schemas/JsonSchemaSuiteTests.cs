using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

/// <summary>
/// The validator against the official test suite. Every group of every file either runs and agrees in all documents, or is refused at
/// load for a keyword that is really there: nothing passes unchecked.
/// </summary>
public sealed class JsonSchemaSuiteTests
{
    // Keywords that are supported in part: references inside the set, $id at the top, one dialect, four formats.
    private static readonly string[] PartlySupported = ["$ref", "$id", "$schema", "format"];

    [Theory]
    [InlineData("additionalProperties.json", 1)] // dependentSchemas
    [InlineData("allOf.json")]
    [InlineData("anyOf.json")]
    [InlineData("boolean_schema.json")]
    [InlineData("const.json")]
    [InlineData("contains.json")]
    [InlineData("default.json")]
    [InlineData("dependentRequired.json")]
    [InlineData("enum.json")]
    [InlineData("exclusiveMaximum.json")]
    [InlineData("exclusiveMinimum.json")]
    [InlineData("if-then-else.json")]
    [InlineData("infinite-loop-detection.json")]
    [InlineData("items.json")]
    [InlineData("maxContains.json")]
    [InlineData("maxItems.json")]
    [InlineData("maxLength.json")]
    [InlineData("maxProperties.json")]
    [InlineData("maximum.json")]
    [InlineData("minContains.json")]
    [InlineData("minItems.json")]
    [InlineData("minLength.json")]
    [InlineData("minProperties.json")]
    [InlineData("minimum.json")]
    [InlineData("multipleOf.json")]
    [InlineData("not.json", 1)] // unevaluatedProperties
    [InlineData("oneOf.json")]
    [InlineData("pattern.json")]
    [InlineData("patternProperties.json")]
    [InlineData("prefixItems.json")]
    [InlineData("properties.json")]
    [InlineData("propertyNames.json")]
    [InlineData("ref.json", 15)] // remote documents, $id inside a document, $anchor, unevaluatedProperties
    [InlineData("required.json")]
    [InlineData("type.json")]
    [InlineData("uniqueItems.json")]
    [InlineData("optional/bignum.json")]
    [InlineData("optional/ecmascript-regex.json")]
    [InlineData("optional/float-overflow.json")]
    [InlineData("optional/no-schema.json")]
    [InlineData("optional/non-bmp-regex.json")]
    [InlineData("optional/refOfUnknownKeyword.json", 4)]
    [InlineData("optional/format/date.json")]
    [InlineData("optional/format/date-time.json")]
    [InlineData("optional/format/email.json")]
    [InlineData("optional/format/uri.json")]
    public void Supported_keywords_agree_with_the_official_test_suite(string file, int refusedGroups = 0)
    {
        var (run, refused, disagreements) = Run(file);
        Assert.Empty(disagreements);
        Assert.NotEqual(0, run);
        Assert.Equal(refusedGroups, refused);
    }

    [Theory]
    [InlineData("anchor.json")]
    [InlineData("content.json")]
    [InlineData("defs.json")] // its only schema refers to the metaschema; ref.json has $defs in plenty
    [InlineData("dependentSchemas.json")]
    [InlineData("dynamicRef.json")]
    [InlineData("refRemote.json")]
    [InlineData("unevaluatedItems.json")]
    [InlineData("unevaluatedProperties.json")]
    [InlineData("vocabulary.json")]
    [InlineData("optional/anchor.json")]
    [InlineData("optional/cross-draft.json")]
    [InlineData("optional/dependencies-compatibility.json")]
    [InlineData("optional/dynamicRef.json")]
    [InlineData("optional/format-assertion.json")]
    [InlineData("optional/id.json")]
    [InlineData("optional/unknownKeyword.json")]
    public void Whatever_needs_an_unsupported_keyword_is_refused_by_its_name(string file)
    {
        var (run, refused, _) = Run(file);
        Assert.Equal(0, run);
        Assert.NotEqual(0, refused);
    }

    // The suite takes format for a comment by default and says so in one document a group; 2020-12 leaves it to the implementation.
    [Fact]
    public void Four_formats_are_checked_and_all_others_are_refused()
    {
        var run = new List<string>();
        foreach (var group in JsonSchemaSuite.Groups("format.json"))
        {
            if (group.Load(out var refusal) is { } schema)
            {
                run.Add(group.Description);
                Assert.EndsWith("is only an annotation by default", Assert.Single(group.Disagreements(schema)), StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal("format", refusal!.Keyword);
            }
        }

        Assert.Equal(["email format", "date format", "date-time format", "uri format"], run);
    }

    [Fact]
    public void No_file_of_the_suite_is_left_out()
    {
        var named = GetType().GetMethods().SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false))
            .Select(attribute => (string)((InlineDataAttribute)attribute).Data[0]!);
        var files = Directory.GetFiles(JsonSchemaSuite.Folder, "*.json").Concat(Directory.GetFiles(Path.Combine(JsonSchemaSuite.Folder, "optional")))
            .Select(file => Path.GetRelativePath(JsonSchemaSuite.Folder, file).Replace('\\', '/'));
        Assert.Empty(files.Except(named).Except(["format.json"]));
    }

    private static (int Run, int Refused, List<string> Disagreements) Run(string file)
    {
        var run = 0;
        var refused = 0;
        var disagreements = new List<string>();
        foreach (var group in JsonSchemaSuite.Groups(file))
        {
            if (group.Load(out var refusal) is { } schema)
            {
                run++;
                disagreements.AddRange(group.Disagreements(schema));
                continue;
            }

            refused++;
            Assert.True(group.Mentions(refusal!.Keyword), $"{group.Description}: refused for a keyword that it does not have.");
            Assert.True(
                PartlySupported.Contains(refusal.Keyword) || refusal.Message.Contains("the keyword is not supported", StringComparison.Ordinal),
                $"{group.Description}: {refusal.Message}");
        }

        return (run, refused, disagreements);
    }
}
