using System.Collections.Frozen;
using System.Text.Json;
using CrossStudyBroker.Contracts.Schemas.Checks;

namespace CrossStudyBroker.Contracts.Schemas.Compiling;

/// <summary>Turns the documents of a set into a graph of checks. Whatever it does not know it refuses: nothing may pass unchecked.</summary>
internal sealed class SchemaCompiler(IReadOnlyList<SchemaDocument> documents)
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(
    [
        "$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "examples", "default", "type", "enum", "const",
        "properties", "patternProperties", "additionalProperties", "propertyNames", "required", "dependentRequired", "minProperties", "maxProperties",
        "items", "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems",
        "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
    ]);

    private readonly ReferenceResolver _references = new(documents);
    private readonly Dictionary<(string Document, string Pointer), SchemaNode> _nodes = [];

    /// <summary>All schemas and subschemas of all documents, by document name and JSON Pointer.</summary>
    public Dictionary<string, Schema> CompileAll()
    {
        foreach (var document in documents)
        {
            Compile(new SchemaSource(document, "", document.Root));
        }

        RefuseEndlessReferences();
        return _nodes.ToDictionary(pair => NameOf(pair.Key.Document, pair.Key.Pointer),
            pair => new Schema(NameOf(pair.Key.Document, pair.Key.Pointer), pair.Value), StringComparer.Ordinal);
    }

    public SchemaNode? CompileOne(SchemaSource source, string keyword) =>
        source.Has(keyword, out var value) ? Compile(source.Child(keyword, value)) : null;

    public SchemaNode[] CompileList(SchemaSource source, string keyword)
    {
        if (!source.Has(keyword, out var value))
        {
            return [];
        }

        var list = source.Child(keyword, value);
        var nodes = source.Items(keyword, value).Select((item, index) => Compile(list.Child($"{index}", item))).ToArray();
        return nodes.Length > 0 ? nodes : throw source.Refuse(keyword, "the list must not be empty");
    }

    public Dictionary<string, SchemaNode> CompileAll(SchemaSource source, string keyword)
    {
        if (!source.Has(keyword, out var value))
        {
            return [];
        }

        var all = source.Child(keyword, value);
        return source.Fields(keyword, value)
            .ToDictionary(field => field.Name, field => Compile(all.Child(field.Name, field.Value)), StringComparer.Ordinal);
    }

    private static string NameOf(string document, string pointer) => pointer.Length == 0 ? document : $"{document}#{pointer}";

    // A schema that refers to itself without going deeper into the document would be checked without an end.
    private void RefuseEndlessReferences()
    {
        var finished = new HashSet<SchemaNode>();
        var open = new HashSet<SchemaNode>();
        foreach (var ((document, pointer), node) in _nodes)
        {
            if (!IsEnding(node, open, finished))
            {
                throw new SchemaRefusedException(document, pointer, "$ref", "it refers to itself without an end");
            }
        }
    }

    private static bool IsEnding(SchemaNode node, HashSet<SchemaNode> open, HashSet<SchemaNode> finished)
    {
        if (finished.Contains(node))
        {
            return true;
        }

        var isEnding = open.Add(node) && node.Checks.SelectMany(check => check.InPlace).All(next => IsEnding(next, open, finished));
        open.Remove(node);
        finished.Add(node);
        return isEnding;
    }

    private SchemaNode Compile(SchemaSource source)
    {
        var key = (source.Document.Name, source.Pointer);
        if (_nodes.TryGetValue(key, out var known))
        {
            return known;
        }

        // Known before its checks are, because they may refer back to it.
        var node = new SchemaNode();
        _nodes.Add(key, node);
        node.Checks = source.Element.ValueKind switch
        {
            JsonValueKind.True => [],
            JsonValueKind.False => [new NeverCheck()],
            JsonValueKind.Object => [.. Checks(source).OfType<SchemaCheck>()],
            _ => throw source.Refuse("", "a schema must be an object, true or false"),
        };
        return node;
    }

    // The order is the order of faults: what a value is before what is in it, the value itself before its relations.
    private IEnumerable<SchemaCheck?> Checks(SchemaSource source)
    {
        RefuseUnknown(source);
        CompileAll(source, "$defs");
        yield return TypeCheck.From(source);
        yield return IdentityCodeCheck.From(source);
        yield return source.Has("$ref", out _) ? new ReferenceCheck(Compile(_references.Resolve(source))) : null;
        yield return ValueCheck.FromConst(source);
        yield return ValueCheck.FromEnum(source);
        yield return StringCheck.From(source);
        yield return NumberCheck.From(source);
        yield return ArrayCheck.From(source, this);
        yield return UniqueItemsCheck.From(source);
        yield return ObjectCheck.From(source, this);
        yield return source.Has("allOf", out _) ? new AllOfCheck(CompileList(source, "allOf")) : null;
        yield return source.Has("anyOf", out _) ? new ChoiceCheck(CompileList(source, "anyOf"), exactlyOne: false) : null;
        yield return source.Has("oneOf", out _) ? new ChoiceCheck(CompileList(source, "oneOf"), exactlyOne: true) : null;
        yield return CompileOne(source, "not") is { } forbidden ? new NotCheck(forbidden) : null;
        yield return Condition(source);
    }

    private ConditionCheck? Condition(SchemaSource source)
    {
        // Without "if" the others mean nothing, but what they hold must still be known.
        var then = CompileOne(source, "then");
        var otherwise = CompileOne(source, "else");
        return CompileOne(source, "if") is { } condition ? new ConditionCheck(condition, then, otherwise) : null;
    }

    private static void RefuseUnknown(SchemaSource source)
    {
        foreach (var keyword in source.Element.EnumerateObject())
        {
            if (!Keywords.Contains(keyword.Name))
            {
                throw source.Refuse(keyword.Name, "the keyword is not supported");
            }
        }

        if (source.Has("$schema", out _) && source.String("$schema").TrimEnd('#') != Dialect)
        {
            throw source.Refuse("$schema", $"only {Dialect} is supported");
        }

        if (source.Pointer.Length > 0 && source.Has("$id", out _))
        {
            throw source.Refuse("$id", "it may stand at the top of a document only");
        }
    }
}
