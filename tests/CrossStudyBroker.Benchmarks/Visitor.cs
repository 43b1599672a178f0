using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CrossStudyBroker.Benchmarks;

/// <summary>A person signed in at a host, who asks for pages and for the HTTP API.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _client;

    private Visitor(Uri address) => _client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };

    /// <summary>Signs in as a demonstration user.</summary>
    public static async Task<Visitor> SignInAsync(Uri address, string user)
    {
        var visitor = new Visitor(address);
        var token = Token().Match(await visitor._client.GetStringAsync(new Uri("/sign-in", UriKind.Relative))).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["page-token"] = token, ["user"] = user, ["return"] = "/permissions" });
        (await visitor._client.PostAsync(new Uri("/sign-in/demonstration", UriKind.Relative), form)).EnsureSuccessStatusCode();
        return visitor;
    }

    /// <summary>How long an answer takes, to its last byte.</summary>
    public async Task<TimeSpan> AskAsync(string address)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? clock.Elapsed : throw new InvalidOperationException($"{address} answers {(int)answer.StatusCode}.");
    }

    /// <summary>An answer of the HTTP API.</summary>
    public async Task<JsonNode> ReadAsync(string address) => JsonNode.Parse(await _client.GetStringAsync(new Uri(address, UriKind.Relative)))!; // JSON, says the document

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"page-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
