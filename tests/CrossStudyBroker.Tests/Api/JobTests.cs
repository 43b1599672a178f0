using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Bulk retries over HTTP. The transfers are completions of Haaga-Helia for Metropolia.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private const string Inside = "inside-of-the-exception";

    private readonly StoreInBetween _store = new();
    private readonly ApiHost _host;

    public JobTests() => _host = new ApiHost { Services = _store.AddTo, Settings = { ["Jobs:ConfirmAbove"] = "3", ["Jobs:Poll"] = "00:00:00.050", ["Jobs:PerSecond"] = "1000" } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_repaired_recipient_gets_all_of_a_cause_group_by_one_job()
    {
        var messages = await ParkAsync(12);
        var cause = await Eventually.SeesAsync(
            async () => (await _host.GetAsync(Metropolia, "/v1/causes")).Body["causes"]!.AsArray().SingleOrDefault(), // a list by the document
            group => group?["open"]!.GetValue<int>() == 12, "twelve in their group");
        var of = new JsonObject { ["cause"] = cause!["id"]!.GetValue<string>(), ["note"] = "The student register is repaired." };

        var asked = await _host.PostAsync(Metropolia, "/v1/jobs", of.DeepClone().AsObject());
        Assert.Equal((409, ProblemCodes.JobCountUnconfirmed, 12), (asked.Status, asked.Code, asked.Body["count"]!.GetValue<int>()));
        Repair(messages);
        var begun = await _host.PostAsync(Metropolia, "/v1/jobs", of.With("count", 12));
        Assert.Equal((202, "running", 12), (begun.Status, begun.Text("state"), begun.Body["total"]!.GetValue<int>()));
        Assert.Equal(begun.Response.Headers.Location?.ToString(), $"/v1/jobs/{begun.Text("id")}");

        var done = await SeesAsync(begun, "done");
        Assert.Equal(12, done.Body["counts"]!["succeeded"]!.GetValue<int>());
        Assert.Equal(12, (await _host.GetAsync(Metropolia, $"/v1/jobs/{begun.Text("id")}/deliveries?state=succeeded")).Texts("deliveries", "deliveryId").Count());
        Assert.Contains(begun.Text("id"), (await _host.GetAsync(Metropolia, "/v1/jobs")).Texts("jobs", "id"));
        Assert.Equal(12, (await _host.GetAsync(HaagaHelia, $"/v1/audit?job={begun.Text("id")}")).Texts("entries", "deliveryId").Count()); // the sender sees what was done to its messages
        Assert.Empty((await _host.GetAsync(HaagaHelia, "/v1/jobs")).Texts("jobs", "id"));
        Assert.Equal(404, (await _host.GetAsync(HaagaHelia, $"/v1/jobs/{begun.Text("id")}")).Status);
    }

    [Fact]
    public async Task A_recipient_that_still_fails_costs_one_attempt_and_the_job_says_why_in_the_callers_language()
    {
        await ParkAsync(5);
        var begun = await _host.PostAsync(HaagaHelia, "/v1/jobs", new() { ["filter"] = new JsonObject { ["institution"] = Metropolia }, ["count"] = 5 });

        var stopped = await SeesAsync(begun, "stopped", HaagaHelia);
        Assert.Equal(
            (ProblemCodes.JobCanaryFailed, ProblemCodes.StudentUnknown, 4),
            (stopped.Body["reason"]!["code"]!.GetValue<string>(), stopped.Body["reason"]!["failure"]!.GetValue<string>(), stopped.Body["counts"]!["waiting"]!.GetValue<int>()));
        var inFinnish = await _host.AskAsync(HttpMethod.Get, HaagaHelia, Address(begun), language: "fi");
        Assert.Equal(ProblemCatalogue.Find(ProblemCodes.JobCanaryFailed)!.Cause.Fi, inFinnish.Body["reason"]!["why"]!.GetValue<string>()); // in the list
        Assert.Equal(["resume", "cancel"], stopped.Texts("possible"));
        Assert.Equal((409, ProblemCodes.JobStateConflict, "resume"), await _host.PostAsync(HaagaHelia, Address(begun) + "/pause", null) is var refused ? (refused.Status, refused.Code, refused.Texts("possible").First()) : default);
    }

    [Theory]
    [InlineData("""{}""", ProblemCodes.ChoiceNotMatched, "")]
    [InlineData("""{"cause":"0123456789ab","filter":{}}""", ProblemCodes.ChoiceNotMatched, "")]
    [InlineData("""{"filter":{"state":"held"}}""", ProblemCodes.ValueNotAllowed, "/filter/state")]
    [InlineData("""{"filter":{"sate":"parked"}}""", ProblemCodes.FieldUnknown, "/filter/sate")]
    [InlineData("""{"deliveries":[]}""", ProblemCodes.ValueOutOfRange, "/deliveries")]
    [InlineData("""{"deliveries":["4e888270-82b2-81c6-a9f3-cfb7fd596179"]}""", ProblemCodes.NotFound, "/deliveries")]
    [InlineData("""{"filter":{},"perSecond":0}""", ProblemCodes.ValueOutOfRange, "/perSecond")]
    [InlineData("""{"filter":{},"note":"010190-999W"}""", ProblemCodes.IdentityInText, "/note")]
    public async Task What_is_no_job_says_why(string body, string code, string pointer)
    {
        var answer = await _host.AskAsync(HttpMethod.Post, Metropolia, "/v1/jobs", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((400, code, pointer), (answer.Status, answer.Code, answer.Body["errors"]![0]!["pointer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Every_answer_that_the_document_promises_of_jobs_can_be_had()
    {
        await ParkAsync(1);
        var all = new JsonObject { ["filter"] = new JsonObject() };
        var begun = await _host.PostAsync(Metropolia, "/v1/jobs", all);
        await SeesAsync(begun, "stopped");
        var address = Address(begun);
        foreach (var (who, path) in new[]
        {
            (Metropolia, "/v1/jobs"), (Metropolia, "/v1/jobs?limit=0"), ("", "/v1/jobs"), ("", address), (Laurea, address), (Metropolia, address + "/deliveries"),
            (Metropolia, address + "/deliveries?state=x"), (Laurea, address + "/deliveries"), ("", address + "/deliveries"),
        })
        {
            await _host.GetAsync(who, path);
        }

        await _host.PostAsync("", "/v1/jobs", new());
        await _host.PostAsync(Metropolia, "/v1/jobs", new());
        await _host.PostAsync(Viewer, "/v1/jobs", all.DeepClone().AsObject());
        await _host.PostAsync(Laurea, "/v1/jobs", all.DeepClone().AsObject());
        foreach (var (who, body) in new[] { ("", null), (Laurea, null), (Viewer, null), (Metropolia, new JsonObject { ["x"] = 1 }), (Metropolia, null), (Metropolia, null) })
        {
            await _host.PostAsync(who, address + "/cancel", body);
        }

        foreach (var failure in new Exception[] { new Microsoft.Data.Sqlite.SqliteException(Inside, 10), new InvalidOperationException(Inside) })
        {
            _store.OnReading = failure;
            foreach (var path in new[] { "/v1/jobs", address, address + "/deliveries" })
            {
                Assert.DoesNotContain(Inside, (await _host.GetAsync(Metropolia, path)).Body.ToJsonString(), StringComparison.Ordinal);
            }

            await _host.PostAsync(Metropolia, address + "/cancel", null);
            _store.OnReading = null;
            _store.OnWriting = failure;
            await _host.PostAsync(Metropolia, "/v1/jobs", all.DeepClone().AsObject());
            _store.OnWriting = null;
        }

        Assert.Equal(OpenApi.Promised("jobs"), _host.Seen.Where(seen => seen.Operation != "POST /v1/messages").Distinct().Order());
    }

    private static string Address(ApiAnswer job) => $"/v1/jobs/{job.Text("id")}";

    private Task<ApiAnswer> SeesAsync(ApiAnswer job, string state, string who = Metropolia) =>
        Eventually.SeesAsync(() => _host.GetAsync(who, Address(job)), seen => seen.Text("state") == state, $"the job {state}");

    private async Task<List<JsonObject>> ParkAsync(int count)
    {
        var messages = Enumerable.Range(0, count).Select(_ => Completion()).ToList();
        foreach (var message in messages)
        {
            _host.Sis(Metropolia).Answers(message.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        }

        await Task.WhenAll(messages.Select(message => _host.SendAsync(message, (Metropolia, MessageState.Parked))));
        return messages;
    }

    private void Repair(List<JsonObject> messages) => messages.ForEach(message => _host.Sis(Metropolia).Answers(message.Id(), Outcome.Processed));
}
