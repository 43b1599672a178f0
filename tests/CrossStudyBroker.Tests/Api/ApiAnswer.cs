using System.Text.Json.Nodes;

namespace CrossStudyBroker.Tests.Api;

/// <summary>An answer of the host, read.</summary>
internal sealed record ApiAnswer(int Status, JsonNode Body, HttpResponseMessage Response)
{
    /// <summary>The first problem code; null where nothing is wrong.</summary>
    public string? Code => Text("code");

    /// <summary>The detail of every error, in one text.</summary>
    public string Details => string.Join('\n', Body["errors"]?.AsArray().Select(error => error!["detail"]?.GetValue<string>()) ?? []); // objects by the document

    public string? Text(string name) => Body[name]?.GetValue<string>();

    public IEnumerable<string> Texts(string list, string? field = null) =>
        Body[list]!.AsArray().Select(item => (field is null ? item : item![field])!.GetValue<string>()); // fields that the document requires

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0;
        return new((int)response.StatusCode, (json ? JsonNode.Parse(text) : null) ?? new JsonObject(), response);
    }
}
