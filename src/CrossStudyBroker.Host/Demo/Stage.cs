using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Host.Hosting;
using CrossStudyBroker.ReferenceSis;
using CrossStudyBroker.ReferenceSis.Sending;

namespace CrossStudyBroker.Host.Demo;

/// <summary>What the story plays on: a running host, its own copy of the directory files, its three reference institutions, and an HTTP client.</summary>
internal sealed class Stage(WebApplication app, string directoryFolder, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ITrackerStore _store = app.Services.GetRequiredService<ITrackerStore>();
    private readonly HttpClient _http = new() { BaseAddress = new Uri(app.Urls.First()) };

    public ReferenceInstitution HaagaHelia { get; } = Institution(app, "10056");

    public ReferenceInstitution Metropolia { get; } = Institution(app, "10065");

    public ReferenceInstitution Laurea { get; } = Institution(app, "10066");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Waits until a message's status reads as expected, and returns how it reads at the end.</summary>
    public Task<string> StatusAsync(ReferenceInstitution sender, Sent sent, string expected) =>
        UntilAsync(expected, () => TrackedAsync(sender.Institution, sent.MessageId));

    /// <summary>Waits until a text reads as expected, and returns how it reads at the end.</summary>
    public async Task<string> UntilAsync(string expected, Func<Task<string>> read)
    {
        var deadline = time.GetUtcNow() + Patience;
        while (true)
        {
            var actual = await read();
            if (actual == expected || time.GetUtcNow() > deadline)
            {
                return actual;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), time, cancellationToken);
        }
    }

    /// <summary>Likewise for what needs no waiting to be read.</summary>
    public Task<string> UntilAsync(string expected, Func<string> read) => UntilAsync(expected, () => Task.FromResult(read()));

    /// <summary>Puts a further network, with the members of 3amk, into the directory files of the running host.</summary>
    public void FoundNetwork(string id)
    {
        var file = Path.Combine(directoryFolder, "networks.json");
        var networks = JsonNode.Parse(File.ReadAllText(file))!; // the host has read it
        var network = networks["networks"]!.AsArray().First(candidate => candidate!["id"]!.GetValue<string>() == "3amk")!.DeepClone(); // likewise
        network["id"] = id;
        network["name"] = new JsonObject { ["fi"] = id };
        networks["networks"]!.AsArray().Add(network);
        File.WriteAllText(file + ".new", networks.ToJsonString());
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>The e-mail address of an institution's study office.</summary>
    public string StudyOfficeOf(ReferenceInstitution institution) =>
        app.Services.GetRequiredService<DirectorySource>().Current.Institutions[institution.Institution].StudyOffice?.Email ?? "none";

    /// <summary>The e-mail address that the refusal of a message names.</summary>
    public async Task<string> AddressInRefusalAsync(ReferenceInstitution sender, Sent sent)
    {
        var view = await _store.FindAsync(DerivedIds.Tracking(sender.Institution, sent.MessageId), null, CancellationToken.None);
        var words = view?.Problems.SelectMany(problem => problem.Detail?.Split(' ') ?? []);
        return words?.FirstOrDefault(word => word.Contains('@', StringComparison.Ordinal))?.Trim('.', ',', ';', '(', ')') ?? "none";
    }

    /// <summary>Posts a message as an institution would; returns the HTTP status and, of a refusal, the code; of a repeat, that it was one.</summary>
    public async Task<string> PostAsync(string institution, string json, string contentType = MessageValidation.ContentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", DemonstrationKeys.KeyOf(institution));
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var repeated = answer.RootElement.TryGetProperty("repeated", out var told) && told.GetBoolean() ? " repeated" : "";
        return $"{(int)response.StatusCode}{(answer.RootElement.TryGetProperty("code", out var code) ? $" {code.GetString()}" : repeated)}";
    }

    /// <summary>How many deliveries a message has.</summary>
    public async Task<int> DeliveriesAsync(string institution, string messageId) =>
        (await _store.FindAsync(DerivedIds.Tracking(institution, messageId), null, CancellationToken.None))?.Deliveries.Count ?? 0;

    public void Dispose() => _http.Dispose();

    /// <summary>A message's status in a few words: refused with codes, or each delivery with its state.</summary>
    private async Task<string> TrackedAsync(string institution, string messageId)
    {
        var view = await _store.FindAsync(DerivedIds.Tracking(institution, messageId), null, CancellationToken.None);
        return view switch
        {
            null => "not yet known",
            { Outcome: MessageOutcome.Accepted, Deliveries.Count: > 0 } => string.Join(", ", view.Deliveries
                .OrderBy(delivery => delivery.Recipient, StringComparer.Ordinal)
                .Select(delivery => $"{delivery.Recipient} {JsonNamingPolicy.KebabCaseLower.ConvertName(delivery.State.ToString())}{(delivery.Code is null ? "" : $" ({delivery.Code})")}")),
            { Outcome: MessageOutcome.Accepted } => $"processed ({string.Join(", ", view.Problems.Select(problem => problem.Code))})",
            _ => $"{view.Outcome.ToString().ToLowerInvariant()} ({string.Join(", ", view.Problems.Select(problem => problem.Code).Distinct())})",
        };
    }

    private static ReferenceInstitution Institution(WebApplication app, string code) => app.Services.GetRequiredService<ReferenceInstitutions>().All[code];
}
