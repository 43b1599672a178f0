using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Broker;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Host.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CrossStudyBroker.Tests.Api;

/// <summary>
/// A whole host, embedded, on a port of its own: the sample institutions with a <see cref="ScriptedSis"/> each, and one key for every
/// institution and the operator. Every answer is held against the documents.
/// </summary>
public sealed class ApiHost : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("crossstudy-api-");
    private readonly ConcurrentDictionary<string, ScriptedSis> _systems = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private WebApplication? _app;

    /// <summary>Settings beyond the usual ones.</summary>
    internal Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Services beyond the usual ones.</summary>
    internal Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Days that traces of the network campusonline are kept.</summary>
    internal int TraceDays { get; init; } = 90;

    /// <summary>False leaves the store as it is found.</summary>
    internal bool Migrates { get; init; } = true;

    /// <summary>Operations and statuses seen so far.</summary>
    internal ConcurrentBag<(string Operation, int Status)> Seen { get; } = [];

    /// <summary>Everything that was logged.</summary>
    internal LogLines Log { get; } = new();

    internal WebApplication App => _app ?? throw new InvalidOperationException("The host is not started.");

    internal Uri Address => new(App.Urls.First());

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Roles"] = "broker,adapters,dashboard",
            ["Store:Folder"] = Path.Combine(_folder.FullName, "data"),
            ["Directory:Folder"] = _folder.FullName,
        };
        foreach (var (who, i) in new[] { ApiMessages.HaagaHelia, ApiMessages.Metropolia, ApiMessages.Laurea, "10999", ApiMessages.Operator }.Select((who, i) => (who, i)))
        {
            settings[$"Credentials:Keys:{i}:KeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(who))));
            settings[$"Credentials:Keys:{i}:{(who == ApiMessages.Operator ? "Operator" : "Institution")}"] = who == ApiMessages.Operator ? "true" : who;
        }

        foreach (var (who, right, i) in new[] { (ApiMessages.Viewer, "Viewer", 10), (ApiMessages.PayloadReader, "ReadsPayloads", 11) })
        {
            settings[$"Credentials:Keys:{i}:KeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(who))));
            settings[$"Credentials:Keys:{i}:Institution"] = ApiMessages.Metropolia;
            settings[$"Credentials:Keys:{i}:{right}"] = "true";
        }

        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        WriteDirectory();
        System.IO.Directory.CreateDirectory(settings["Store:Folder"]!); // set above
        _app = BrokerHost.Build(settings, AddServices);
        await (Migrates ? BrokerHost.StartAsync(_app, CancellationToken.None) : _app.StartAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>A key as an operator would give it.</summary>
    internal static string KeyOf(string who) => $"key-of-{who}-3f9a1c";

    internal ScriptedSis Sis(string institution) => _systems.GetOrAdd(institution, _ => new ScriptedSis());

    internal Task<ApiAnswer> GetAsync(string who, string address) => AskAsync(HttpMethod.Get, who, address);

    /// <summary>Asks as an institution, as the operator, or with no key ("").</summary>
    internal async Task<ApiAnswer> AskAsync(HttpMethod method, string who, string address, HttpContent? content = null, string? language = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await ApiAnswer.ReadAsync(await Client(who).SendAsync(request));
    }

    /// <summary>Posts bytes as they are.</summary>
    internal Task<ApiAnswer> PostAsync(string who, byte[] body, string? contentType = "application/cloudevents+json", string? language = null)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return AskAsync(HttpMethod.Post, who, "/v1/messages", content, language);
    }

    /// <summary>Posts a message with its sender's key.</summary>
    internal Task<ApiAnswer> PostAsync(JsonObject message) => PostAsync(message.Sender(), Encoding.UTF8.GetBytes(message.ToJsonString()));

    /// <summary>Sends a message and waits until the sender has been told that the delivery is in the state; returns the tracking id.</summary>
    internal async Task<string> SendAsync(JsonObject message, params (string Recipient, Contracts.Messages.MessageState State)[] until)
    {
        var answer = await PostAsync(message);
        Assert.Equal(202, answer.Status);
        foreach (var (recipient, state) in until)
        {
            await Sis(message.Sender()).IsToldAsync(message.Id(), recipient, state);
        }

        return answer.Text("trackingId")!; // the document requires it
    }

    /// <summary>Posts JSON that is no message.</summary>
    internal Task<ApiAnswer> PostAsync(string who, string address, JsonObject? body, string? language = null) =>
        AskAsync(HttpMethod.Post, who, address, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), language);

    private HttpClient Client(string who) => _clients.GetOrAdd(who, _ =>
    {
        var client = new HttpClient(new DocumentedHandler(Seen)) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = who.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", KeyOf(who));
        return client;
    });

    private void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new ConnectionWays([ScriptedSis.Name], Amqp: false));
        services.AddSisAdapter(ScriptedSis.Name, (_, institution, _) => Sis(institution));
        services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
        Services(services);
    }

    private void WriteDirectory()
    {
        foreach (var file in new[] { "institutions.json", "networks.json" })
        {
            File.WriteAllText(
                Path.Combine(_folder.FullName, file),
                File.ReadAllText(Repository.PathOf("deploy/directory/" + file)).Replace("\"reference-sis\"", $"\"{ScriptedSis.Name}\"", StringComparison.Ordinal)
                    .Replace("\"traceDays\": 90", $"\"traceDays\": {TraceDays}", StringComparison.Ordinal));
        }
    }
}
