using System.Text;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>The store is away, or the broker has a fault: temporary or not, a code, and nothing of what is inside.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const string Inside = "inside-of-the-exception";

    private static readonly string[] Exports = ["/v1/messages.csv", "/v1/messages.json"];

    private readonly StoreInBetween _store = new();
    private readonly ApiHost _host;

    public OutageTests() => _host = new ApiHost { Services = services => _store.AddTo(services.AddDemonstrationUsers()), Settings = { ["Api:Patience"] = "00:00:02" } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task While_the_store_is_away_the_status_cannot_be_asked_for_and_later_it_can()
    {
        var trackingId = await _host.SendAsync(Completion());
        _store.OnReading = new SqliteException(Inside, 10);
        foreach (var address in new[] { $"/v1/messages/{trackingId}", "/v1/messages" })
        {
            var answer = await _host.AskAsync(HttpMethod.Get, HaagaHelia, address, language: "sv");

            Assert.Equal((503, ProblemCodes.BrokerUnavailable), (answer.Status, answer.Code));
            Assert.Equal(ProblemCatalogue.Find(ProblemCodes.BrokerUnavailable)!.Title.Sv, answer.Text("title")); // in the list
            Assert.NotNull(answer.Response.Headers.RetryAfter);
            Assert.DoesNotContain(Inside, answer.Body.ToJsonString(), StringComparison.Ordinal);
        }

        _store.OnReading = null;
        Assert.Equal(200, (await _host.GetAsync(HaagaHelia, $"/v1/messages/{trackingId}")).Status);
    }

    [Fact]
    public async Task A_person_is_told_on_a_page()
    {
        _store.OnReading = new SqliteException(Inside, 10);
        using var person = new PersonAtDesk(_host);
        await person.SignInAsync("operator");

        var (status, page) = await person.GetAsync("/messages");

        Assert.Equal(503, status);
        Assert.Contains("The messages are safe", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Inside, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_the_broker_cannot_finish_in_time_is_to_be_repeated_and_is_taken_once()
    {
        var message = Completion();
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        var late = await _host.PostAsync(message);
        gate.SetResult();
        await _host.Sis(HaagaHelia).IsToldAsync(message.Id(), Metropolia, MessageState.Processed);
        var again = await _host.PostAsync(message);

        Assert.Equal((503, ProblemCodes.BrokerUnavailable), (late.Status, late.Code));
        Assert.Equal((202, "true"), (again.Status, again.Body["repeated"]?.ToJsonString()));
        Assert.Single((await _host.GetAsync(Operator, "/v1/messages")).Texts("messages", "trackingId"));
    }

    [Fact]
    public async Task A_fault_of_the_broker_is_said_to_be_one_and_logged_and_its_text_stays_inside()
    {
        var message = Completion();
        await _host.SendAsync(message);
        _store.OnReading = new InvalidOperationException(Inside);

        foreach (var answer in new[] { await _host.GetAsync(HaagaHelia, "/v1/messages"), await _host.GetAsync(HaagaHelia, "/v1/messages/x"), await _host.PostAsync(message) })
        {
            Assert.Equal((500, ProblemCodes.BrokerError), (answer.Status, answer.Code));
            Assert.DoesNotContain(Inside, answer.Body.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.NotEmpty(_host.Log.From(LogLevel.Error));
    }

    [Fact]
    public async Task Every_answer_that_the_document_promises_of_messages_causes_and_overview_can_be_had()
    {
        var message = Completion();
        await _host.SendAsync(message);
        await _host.GetAsync(HaagaHelia, "/v1/messages");
        await _host.GetAsync(HaagaHelia, "/v1/messages?lmit=1");
        await _host.GetAsync("", "/v1/messages");
        await _host.GetAsync(HaagaHelia, "/v1/messages/" + message.Id());
        await _host.GetAsync(HaagaHelia, "/v1/messages/absent");
        await _host.GetAsync("", "/v1/messages/absent");
        _host.Sis(Metropolia).Answers("refused-there", CrossStudyBroker.Adapters.Outcome.Refused(ProblemCodes.ContentRefused));
        await _host.SendAsync(Completion().With("id", "refused-there"), (Metropolia, MessageState.Refused));
        var cause = await Eventually.SeesAsync<string?>(async () => (await _host.GetAsync(HaagaHelia, "/v1/causes")).Texts("causes", "id").SingleOrDefault(), id => id is not null, "the refusal in its group");
        await _host.GetAsync("", "/v1/causes");
        await _host.GetAsync(HaagaHelia, "/v1/causes?cursor=1");
        await _host.GetAsync(HaagaHelia, "/v1/causes/" + cause);
        await _host.GetAsync(HaagaHelia, "/v1/causes/absent");
        await _host.GetAsync("", "/v1/causes/absent");
        await _host.GetAsync(HaagaHelia, "/v1/findings");
        await _host.GetAsync("", "/v1/findings");
        await _host.GetAsync(HaagaHelia, "/v1/overview");
        await _host.GetAsync(HaagaHelia, "/v1/overview?days=91");
        await _host.GetAsync("", "/v1/overview");
        foreach (var export in Exports)
        {
            await _host.GetAsync(HaagaHelia, export);
            await _host.GetAsync(HaagaHelia, export + "?lmit=1");
            await _host.GetAsync("", export);
        }

        await _host.PostAsync(Offering(dryRun: true));
        await _host.PostAsync(HaagaHelia, "{"u8.ToArray());
        await _host.PostAsync("", "{"u8.ToArray());
        await _host.PostAsync(Operator, "{"u8.ToArray());
        await _host.PostAsync(Completion().With("id", message.Id()).With("time", "2026-05-05T07:00:00Z"));
        await _host.PostAsync(HaagaHelia, Encoding.UTF8.GetBytes(new string(' ', 2_000_000)));
        await _host.PostAsync(HaagaHelia, "{}"u8.ToArray(), "text/plain");
        await _host.PostAsync(Completion(recipient: "10067"));
        await _host.GetAsync("", "/health/live");
        await _host.GetAsync("", "/health/ready");
        _store.Ready = false;
        await _host.GetAsync("", "/health/ready");
        foreach (var failure in new Exception[] { new SqliteException(Inside, 10), new InvalidOperationException(Inside) })
        {
            _store.OnReading = failure;
            await _host.PostAsync(message);
            await _host.GetAsync(HaagaHelia, "/v1/messages");
            await _host.GetAsync(HaagaHelia, "/v1/messages/absent");
            await _host.GetAsync(HaagaHelia, "/v1/causes");
            await _host.GetAsync(HaagaHelia, "/v1/causes/absent");
            await _host.GetAsync(HaagaHelia, "/v1/findings");
            await _host.GetAsync(HaagaHelia, "/v1/overview");
            foreach (var export in Exports)
            {
                await _host.GetAsync(HaagaHelia, export);
            }
        }

        Assert.Equal(OpenApi.Promised("messages", "causes", "overview", "health"), _host.Seen.Distinct().Order());
    }
}
