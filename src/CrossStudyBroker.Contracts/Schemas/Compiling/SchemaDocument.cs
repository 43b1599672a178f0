using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Compiling;

/// <summary>A parsed schema document and the names it goes by.</summary>
internal sealed record SchemaDocument(string Name, JsonElement Root)
{
    /// <summary>The root's <c>$id</c>, if it has one.</summary>
    public string? Id => Root.ValueKind == JsonValueKind.Object && Root.TryGetProperty("$id", out var id) && id.ValueKind == JsonValueKind.String
        ? id.GetString()
        : null;
}
