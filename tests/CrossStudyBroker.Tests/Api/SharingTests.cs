using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Logging;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What home, target and operator see of the same case, message content and student. The messages are completions of Haaga-Helia for Metropolia.</summary>
public sealed class SharingTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string LearnerNumber = "1.2.246.562.98.90020000155";

    [Fact]
    public async Task Home_target_and_operator_share_a_case_each_with_its_own_verbs_and_a_stranger_finds_none()
    {
        var caseId = NewId("case");
        var message = Completion().With("caseid", caseId);
        await ParkAsync(message);

        foreach (var (who, verb) in new[] { (HaagaHelia, "discard"), (Metropolia, "return") })
        {
            var seen = await host.GetAsync(who, "/v1/cases/" + caseId);
            var delivery = Assert.Single(seen.Body["deliveries"]!.AsArray())!;
            Assert.Equal((message.Id(), "parked", ProblemCodes.StudentUnknown), (delivery["id"]!.GetValue<string>(), delivery["state"]!.GetValue<string>(), delivery["code"]!.GetValue<string>()));
            Assert.Contains(delivery["verbs"]!.AsArray(), option => option!["verb"]!.GetValue<string>() == verb && option["allowed"]!.GetValue<bool>());
        }

        Assert.Equal(200, (await host.GetAsync(Operator, "/v1/cases/" + caseId)).Status);
        Assert.Equal((404, ProblemCodes.NotFound), await host.GetAsync(Laurea, "/v1/cases/" + caseId) is var stranger ? (stranger.Status, stranger.Code) : default);
    }

    [Fact]
    public async Task The_content_is_for_its_parties_with_the_right_and_never_for_the_operator()
    {
        var message = Completion();
        var delivery = await ParkAsync(message);

        var read = await host.GetAsync(PayloadReader, Payload(delivery));
        Assert.Equal((200, message.Id(), true), (read.Status, read.Text("id"), read.Response.Headers.CacheControl?.NoStore));
        Assert.Equal(LearnerNumber, read.Body["data"]!["student"]!["learnerNumber"]!.GetValue<string>());
        foreach (var (who, status, code) in new[] { (Metropolia, 403, ProblemCodes.NotPermitted), (Viewer, 403, ProblemCodes.NotPermitted), (Operator, 403, ProblemCodes.NotPermitted), (Laurea, 404, ProblemCodes.NotFound) })
        {
            var refused = await host.GetAsync(who, Payload(delivery));
            Assert.Equal((status, code), (refused.Status, refused.Code));
            Assert.DoesNotContain(LearnerNumber, refused.Body.ToJsonString(), StringComparison.Ordinal);
        }

        await host.PostAsync(HaagaHelia, $"/v1/deliveries/{delivery}/discard", new() { ["note"] = "Not needed." });
        var gone = await host.GetAsync(PayloadReader, Payload(delivery));
        Assert.Equal((410, ProblemCodes.PayloadNotKept), (gone.Status, gone.Code));
        var audited = (await host.GetAsync(HaagaHelia, $"/v1/audit?delivery={delivery}")).Body["entries"]!.AsArray().Where(entry => entry!["action"]!.GetValue<string>() == "read-payload");
        Assert.Equal(["refused", "refused", "refused", "refused", "done"], audited.Select(entry => entry!["outcome"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_student_is_found_by_an_identifier_that_is_kept_nowhere_and_only_among_ones_own()
    {
        var (ours, theirs) = (Completion(), Completion(Laurea, HaagaHelia));
        await host.SendAsync(ours, (Metropolia, MessageState.Processed));
        await host.SendAsync(theirs, (HaagaHelia, MessageState.Processed));

        Assert.Contains(ours.Id(), (await SearchAsync(Metropolia, LearnerNumber)).Texts("messages", "id"));
        Assert.DoesNotContain(theirs.Id(), (await SearchAsync(Metropolia, LearnerNumber)).Texts("messages", "id"));
        Assert.Empty(new[] { ours.Id(), theirs.Id() }.Except((await SearchAsync(HaagaHelia, LearnerNumber)).Texts("messages", "id")));
        Assert.Empty((await SearchAsync(Metropolia, "1.2.246.562.98.90010000165")).Texts("messages", "id"));
        Assert.DoesNotContain(host.Log.From(LogLevel.Trace), line => line.Contains(LearnerNumber, StringComparison.Ordinal));
        var audited = (await host.GetAsync(Metropolia, "/v1/audit")).Body["entries"]!.AsArray().First(entry => entry!["action"]!.GetValue<string>() == "search-student")!;
        Assert.Equal(["entry", "at", "action", "by", "outcome"], audited.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task The_operator_searches_no_students()
    {
        var refused = await SearchAsync(Operator, LearnerNumber);

        Assert.Equal((403, ProblemCodes.NotPermitted), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("""{}""", ProblemCodes.FieldMissing, "/student")]
    [InlineData("""{"student":{}}""", ProblemCodes.ChoiceNotMatched, "/student")]
    [InlineData("""{"student":{"name":"Otto"}}""", ProblemCodes.FieldUnknown, "/student/name")]
    [InlineData("""{"student":{"learnerNumber":"1.2.246.562.98.90020000156"}}""", ProblemCodes.IdentityCodeInvalid, "/student/learnerNumber")]
    [InlineData("""{"student":{"learnerNumber":"1.2.246.562.98.90020000155"},"cursor":"x"}""", ProblemCodes.FilterInvalid, "/cursor")]
    [InlineData("""{"student":{"learnerNumber":"1.2.246.562.98.90020000155"},"limit":0}""", ProblemCodes.ValueOutOfRange, "/limit")]
    public async Task A_search_that_is_not_right_says_where_and_repeats_no_value(string body, string code, string pointer)
    {
        var answer = await host.AskAsync(HttpMethod.Post, Metropolia, "/v1/search/student", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(400, answer.Status);
        Assert.Contains((code, pointer), answer.Body["errors"]!.AsArray().Select(error => (error!["code"]!.GetValue<string>(), error["pointer"]!.GetValue<string>())));
        Assert.DoesNotContain("90020000", answer.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_is_filtered_by_who_what_message_and_case_and_shows_each_its_own_part()
    {
        var caseId = NewId("case");
        var message = Completion().With("caseid", caseId);
        var delivery = await ParkAsync(message);
        var trackingId = (await host.GetAsync(HaagaHelia, "/v1/messages/" + message.Id())).Text("trackingId");
        await host.PostAsync(Metropolia, $"/v1/deliveries/{delivery}/note", new() { ["note"] = "Of the target." });
        await host.PostAsync(Operator, $"/v1/deliveries/{delivery}/retry", null);

        foreach (var (who, filter, actions) in new (string, string, string[])[]
        {
            (HaagaHelia, $"case={caseId}", ["retry", "note"]),
            (Metropolia, $"message={trackingId}", ["retry", "note"]),
            (Operator, $"case={caseId}&action=note", ["note"]),
            (HaagaHelia, $"case={caseId}&by=operator", ["retry"]),
            (HaagaHelia, $"case={caseId}&by={Metropolia}", ["note"]),
            (Laurea, $"case={caseId}", []),
            (Laurea, $"message={trackingId}&by={Metropolia}", []),
        })
        {
            Assert.Equal((who, filter, string.Join(' ', actions)), (who, filter, string.Join(' ', (await host.GetAsync(who, "/v1/audit?" + filter)).Texts("entries", "action"))));
        }

        foreach (var wrong in new[] { "by=nobody", "action=look", "message=x", "case=131052-308T", "whom=10056" })
        {
            var refused = await host.GetAsync(HaagaHelia, "/v1/audit?" + wrong);
            Assert.Equal((400, ProblemCodes.FilterInvalid), (refused.Status, refused.Code));
            Assert.DoesNotContain("131052", refused.Body.ToJsonString(), StringComparison.Ordinal);
        }
    }

    private static string Payload(Guid delivery) => $"/v1/deliveries/{delivery}/payload";

    private Task<ApiAnswer> SearchAsync(string who, string learnerNumber) =>
        host.PostAsync(who, "/v1/search/student", new JsonObject { ["student"] = new JsonObject { ["learnerNumber"] = learnerNumber } });

    private async Task<Guid> ParkAsync(JsonObject message)
    {
        host.Sis(Metropolia).Answers(message.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        await host.SendAsync(message, (Metropolia, MessageState.Parked));
        return DerivedIds.Delivery(message.Sender(), message.Id(), Metropolia);
    }
}
