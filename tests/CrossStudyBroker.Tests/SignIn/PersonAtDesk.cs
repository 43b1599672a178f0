using System.Net;
using System.Text.RegularExpressions;
using CrossStudyBroker.Tests.Api;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>A browser without a screen: keeps cookies, follows redirects on request, and takes the host's public address for the host.</summary>
internal sealed partial class PersonAtDesk(ApiHost host) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    /// <summary>Cookies by name.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Every Set-Cookie line there was.</summary>
    public List<string> CookieLines { get; } = [];

    /// <summary>Asks once; redirects are for the test to look at.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string address, IEnumerable<KeyValuePair<string, string>>? form = null, params (string Name, string Value)[] headers)
    {
        var asked = new Uri(host.Address, address);
        using var request = new HttpRequestMessage(method, asked.Host.EndsWith(".example", StringComparison.Ordinal) ? new Uri(host.Address, asked.PathAndQuery) : asked);
        request.Content = form is null ? null : new FormUrlEncodedContent(form);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await _client.SendAsync(request);
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            CookieLines.Add(line);
            var (name, value) = (line.Split('=')[0], line.Split('=', 2)[1].Split(';')[0]);
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
            }
        }

        return answer;
    }

    /// <summary>Asks, and follows where it is sent.</summary>
    public async Task<(int Status, string Page)> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        var answer = await AskAsync(HttpMethod.Get, address, null, headers);
        for (var i = 0; i < 10 && answer.StatusCode == HttpStatusCode.Redirect; i++)
        {
            answer = await AskAsync(HttpMethod.Get, answer.Headers.Location!.OriginalString); // a redirect has one
        }

        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Signs in as a demonstration user.</summary>
    public async Task SignInAsync(string user) => await PostAsync("/sign-in", "/sign-in/demonstration", new() { ["user"] = user, ["return"] = "/permissions" });

    /// <summary>Sends a form of a page, with the page's token.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string address, Dictionary<string, string> form)
    {
        var token = Token().Match((await GetAsync(page)).Page).Groups[1].Value;
        return await AskAsync(HttpMethod.Post, address, form.Append(KeyValuePair.Create("page-token", token)));
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"page-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
