using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>How an institution's system is connected, and the test of it, over HTTP: for the institution itself and the operator.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const string Inside = "inside-of-the-exception";

    private readonly ApiHost _host = new() { Settings = { ["Credentials:Keys:10:IssuedOn"] = "2026-09-01" } }; // the viewer's key of Metropolia

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_adapter_that_answers_is_told_with_what_was_tried_and_what_to_do_in_the_callers_language()
    {
        foreach (var (language, step) in new[] { ("en", "The adapter asked the study information system"), ("fi", "Sovitin kysyi"), ("sv", "Adaptern frågade") })
        {
            var test = await TestAsync(Metropolia, language: language);

            Assert.Equal((200, "good"), (test.Status, test.Text("result")));
            Assert.Equal(["adapter-answers"], test.Texts("steps", "finding"));
            Assert.StartsWith(step, test.Texts("steps", "text").Single(), StringComparison.Ordinal);
            Assert.NotEmpty(test.Text("next")!); // the document requires it
        }
    }

    [Fact]
    public async Task An_adapter_that_fails_throws_or_cannot_tell_is_told_apart_and_what_it_throws_stays_inside()
    {
        foreach (var (check, result, finding, code) in new (Func<Task<Outcome?>>, string, string, string?)[]
        {
            (() => Task.FromResult<Outcome?>(Outcome.FailedTemporarily(ProblemCodes.RecipientUnreachable)), "bad", "adapter-fails", ProblemCodes.RecipientUnreachable),
            (() => throw new InvalidOperationException(Inside), "bad", "adapter-fails", ProblemCodes.RecipientFailed),
            (() => Task.FromResult<Outcome?>(null), "unknown", "adapter-unproven", null),
        })
        {
            _host.Sis(Metropolia).Check = check;
            var test = await TestAsync(Metropolia);
            var step = Assert.Single(test.Body["steps"]!.AsArray())!;

            Assert.Equal((result, finding, code), (test.Text("result"), step["finding"]!.GetValue<string>(), step["code"]?.GetValue<string>()));
            Assert.DoesNotContain(Inside, test.Body.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(finding, (await _host.GetAsync(Operator, Address(Metropolia))).Body["lastTest"]!["steps"]![0]!["finding"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_test_is_in_the_audit_of_both_the_institution_and_the_operator()
    {
        await TestAsync(Operator);

        foreach (var who in new[] { Metropolia, Operator })
        {
            var entry = (await _host.GetAsync(who, "/v1/audit?action=test-connection")).Body["entries"]!.AsArray().Single()!;
            Assert.Equal(("operator", Metropolia, "done"), (entry["by"]!["institution"]!.GetValue<string>(), entry["recipient"]!.GetValue<string>(), entry["outcome"]!.GetValue<string>()));
        }

        Assert.Empty((await _host.GetAsync(HaagaHelia, "/v1/audit")).Body["entries"]!.AsArray());
    }

    [Fact]
    public async Task One_test_at_a_time_runs_and_traffic_goes_on_beside_it()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<Outcome?>();
        _host.Sis(Metropolia).Check = () =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var first = TestAsync(Metropolia);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

        var second = await TestAsync(Operator);
        await _host.SendAsync(Completion(), (Metropolia, MessageState.Processed));
        answer.SetResult(Outcome.Processed);

        Assert.Equal((409, ProblemCodes.ConnectionTestRunning), (second.Status, second.Code));
        Assert.Equal("good", (await first).Text("result"));
    }

    [Fact]
    public async Task Other_institutions_viewers_and_strangers_get_nothing()
    {
        foreach (var (who, status, code) in new[] { (HaagaHelia, 403, ProblemCodes.NotPermitted), ("", 401, ProblemCodes.Unauthenticated) })
        {
            Assert.Equal((status, code), Coded(await _host.GetAsync(who, Address(Metropolia))));
            Assert.Equal((status, code), Coded(await TestAsync(who)));
        }

        Assert.Equal(200, (await _host.GetAsync(Viewer, Address(Metropolia))).Status);
        Assert.Equal((403, ProblemCodes.NotPermitted), Coded(await TestAsync(Viewer)));
        Assert.Equal((404, ProblemCodes.NotFound), Coded(await _host.GetAsync(Operator, Address("10998"))));
    }

    [Fact]
    public async Task An_institution_sees_what_it_sends_what_waits_for_it_and_how_old_its_keys_are()
    {
        var (done, failed) = (Completion(Metropolia, HaagaHelia), Completion());
        _host.Sis(Metropolia).Answers(failed.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        await _host.SendAsync(done, (HaagaHelia, MessageState.Processed));
        await _host.SendAsync(failed, (Metropolia, MessageState.Parked));

        var connection = (await Eventually.SeesAsync(
            () => _host.GetAsync(Metropolia, Address(Metropolia)),
            answer => answer.Body["open"]!["parked"]?.GetValue<long>() == 1 && answer.Body["lastContactAt"] is not null && answer.Body["lane"] is not null,
            "counts, a sign of life and the lane")).Body;

        Assert.Equal(("dotnet", ScriptedSis.Name), (connection["way"]!.GetValue<string>(), connection["adapter"]!.GetValue<string>()));
        var type = Assert.Single(connection["types"]!.AsArray())!;
        Assert.Equal(("crossstudy.completion.recorded.v1", 1), (type["type"]!.GetValue<string>(), type["number"]!.GetValue<long>()));
        Assert.Equal([("viewer", false, "2026-09-01"), ("resolver", false, null), ("resolver", true, null)], connection["keys"]!.AsArray()
            .Select(key => (key!["role"]!.GetValue<string>(), key["readsPayloads"]!.GetValue<bool>(), key["issuedOn"]?.GetValue<string>())).OrderByDescending(key => key.Item3).ThenBy(key => key.Item2));
        Assert.DoesNotContain(ApiHost.KeyOf(Metropolia), connection.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Address(string institution) => $"/v1/institutions/{institution}/connection";

    private Task<ApiAnswer> TestAsync(string who, string? language = null) => _host.PostAsync(who, $"/v1/institutions/{Metropolia}/connection-test", body: null, language);

    private static (int Status, string? Code) Coded(ApiAnswer answer) => (answer.Status, answer.Code);
}
