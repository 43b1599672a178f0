using System.Text.Json;

namespace CrossStudyBroker.Broker.Tracking;

/// <summary>Small lists that nobody searches by are kept as JSON text in one column; an empty list as null.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The column's value.</summary>
    public static string? Write<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : JsonSerializer.Serialize(items, Options);

    /// <summary>The list of a column's value.</summary>
    public static IReadOnlyList<T> Read<T>(string? json) => json is null ? [] : JsonSerializer.Deserialize<T[]>(json, Options) ?? [];
}
