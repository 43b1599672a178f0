using System.Globalization;
using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Compiling;

/// <summary>Finds what a <c>$ref</c> means: a JSON Pointer into this document or into another one of the set. Nothing is ever fetched.</summary>
internal sealed class ReferenceResolver(IReadOnlyList<SchemaDocument> documents)
{
    public SchemaSource Resolve(SchemaSource source)
    {
        var reference = source.String("$ref");
        var hash = reference.IndexOf('#');
        var file = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? "" : reference[(hash + 1)..];
        var document = file.Length == 0 ? source.Document : Find(source, file);
        return Walk(source, document, Uri.UnescapeDataString(fragment));
    }

    private SchemaDocument Find(SchemaSource source, string file)
    {
        var absolute = Uri.TryCreate(source.Document.Id, UriKind.Absolute, out var own) && Uri.TryCreate(own, file, out var resolved)
            ? resolved.AbsoluteUri
            : file;
        return documents.FirstOrDefault(document => document.Name == file)
            ?? documents.FirstOrDefault(document => document.Id is { } id && (id == file || id == absolute))
            ?? throw source.Refuse("$ref", $"there is no document \"{file}\" in the set");
    }

    private static SchemaSource Walk(SchemaSource source, SchemaDocument document, string pointer)
    {
        if (pointer.Length > 0 && pointer[0] != '/')
        {
            throw source.Refuse("$ref", $"\"#{pointer}\" is no JSON Pointer, and anchors are not supported");
        }

        var element = document.Root;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            element = Step(element, token.Replace("~1", "/").Replace("~0", "~"))
                ?? throw source.Refuse("$ref", $"there is no \"#{pointer}\" in {document.Name}");
        }

        return new SchemaSource(document, pointer, element);
    }

    private static JsonElement? Step(JsonElement element, string token) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty(token, out var value) => value,
        JsonValueKind.Array when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < element.GetArrayLength() => element[index],
        _ => null,
    };
}
