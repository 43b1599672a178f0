using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Host.Hosting;
using CrossStudyBroker.ReferenceSis;
using CrossStudyBroker.ReferenceSis.Sending;

namespace CrossStudyBroker.Host.Demo;

/// <summary>What the story plays on: a running host, its three reference institutions, and an HTTP client.</summary>
internal sealed class Stage(WebApplication app, TimeProvider time) : IDisposable
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

            await Task.Delay(TimeSpan.FromMilliseconds(25), time);
        }
    }

    /// <summary>Likewise for what needs no waiting to be read.</summary>
    public Task<string> UntilAsync(string expected, Func<string> read) => UntilAsync(expected, () => Task.FromResult(read()));

    /// <summary>Posts a message as an institution would; returns the HTTP status and, of a refusal, the code.</summary>
    public async Task<string> PostAsync(string institution, string json, string contentType = MessageValidation.ContentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", DemonstrationKeys.KeyOf(institution));
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.TryGetProperty("code", out var code)
            ? $"{(int)response.StatusCode} {code.GetString()}"
            : $"{(int)response.StatusCode}";
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
