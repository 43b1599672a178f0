using System.Text;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary><c>POST /v1/messages</c>.</summary>
public sealed class SendingTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_accepted_message_is_answered_with_its_tracking_id_its_recipients_and_the_address_of_its_status()
    {
        var message = Completion();

        var answer = await host.PostAsync(message);

        Assert.Equal(202, answer.Status);
        Assert.Equal(DerivedIds.Tracking(HaagaHelia, message.Id()).ToString(), answer.Text("trackingId"));
        Assert.Equal(message.Id(), answer.Text("id"));
        Assert.Equal([Metropolia], answer.Texts("recipients"));
        Assert.Equal(answer.Text("status"), answer.Response.Headers.Location?.ToString());
        Assert.Equal(200, (await host.GetAsync(HaagaHelia, answer.Text("status")!)).Status);
    }

    [Fact]
    public async Task A_repeat_gets_the_same_answer_and_says_that_it_is_one()
    {
        var message = Offering();

        var first = await host.PostAsync(message);
        var again = await host.PostAsync(message);

        Assert.Equal((202, 202), (first.Status, again.Status));
        Assert.Equal("true", again.Body["repeated"]?.ToJsonString());
        Assert.Equal([Metropolia, Laurea], again.Texts("recipients"));
        Assert.Equal(first.Text("status"), again.Text("status"));
    }

    [Fact]
    public async Task A_dry_run_tells_who_would_receive_it_also_when_it_is_repeated()
    {
        var message = Offering(dryRun: true);

        foreach (var answer in new[] { await host.PostAsync(message), await host.PostAsync(message) })
        {
            Assert.Equal(200, answer.Status);
            Assert.Equal([Metropolia, Laurea], answer.Texts("recipients"));
            Assert.Equal([ProblemCodes.DryRun], answer.Texts("codes", "code"));
        }

        Assert.Equal("dry-run", (await host.GetAsync(HaagaHelia, "/v1/messages/" + message.Id())).Text("state"));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_a_conflict_that_names_the_first_message()
    {
        var message = Completion();
        var first = await host.PostAsync(message);

        var answer = await host.PostAsync(message.With("time", "2026-05-05T07:00:00Z"));

        Assert.Equal((409, ProblemCodes.DuplicateConflict), (answer.Status, answer.Code));
        Assert.Equal(first.Text("trackingId"), answer.Text("trackingId"));
    }

    [Fact]
    public async Task A_refusal_has_every_fault_with_its_place_and_can_be_asked_for_again()
    {
        var message = Completion();
        message["data"]!["completions"]![0]!.AsObject().Remove("credits");
        message["data"]!["completions"]![0]!["nmae"] = "x";

        var answer = await host.PostAsync(message);

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            ["field-missing /data/completions/0/credits", "field-unknown /data/completions/0/nmae"],
            answer.Texts("errors", "code").Zip(answer.Texts("errors", "pointer"), (code, pointer) => $"{code} {pointer}").Order(StringComparer.Ordinal));
        var status = await host.GetAsync(HaagaHelia, answer.Text("instance")!);
        Assert.Equal("refused", status.Text("state"));
        Assert.Equal(answer.Texts("errors", "code"), status.Texts("codes", "code"));
    }

    [Fact]
    public async Task What_only_a_rule_forbids_is_told_apart_from_what_is_wrong_by_itself()
    {
        var unknown = await host.PostAsync(Completion(recipient: "10067"));
        var missing = Completion();
        missing.Remove("recipient");
        var required = await host.PostAsync(missing);

        Assert.Equal((422, ProblemCodes.RecipientUnknown), (unknown.Status, unknown.Code));
        Assert.Equal((400, ProblemCodes.RecipientRequired), (required.Status, required.Code));
        Assert.Contains("the nearest one is 100", unknown.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sends_in_another_name()
    {
        var answer = await host.PostAsync(Metropolia, Encoding.UTF8.GetBytes(Completion(sender: HaagaHelia, recipient: Laurea).ToJsonString()));

        Assert.Equal((403, ProblemCodes.SourceMismatch), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(Operator)]
    [InlineData("10999")]
    public async Task The_operator_and_an_institution_that_is_not_in_the_directory_do_not_send(string who)
    {
        var answer = await host.PostAsync(who, Encoding.UTF8.GetBytes(Completion(sender: "10999").ToJsonString()));

        Assert.Equal((403, ProblemCodes.NotPermitted), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public async Task Without_a_known_key_nothing_is_taken(string who)
    {
        var answer = await host.PostAsync(who, Encoding.UTF8.GetBytes(Completion().ToJsonString()));

        Assert.Equal((401, ProblemCodes.Unauthenticated), (answer.Status, answer.Code));
        Assert.Equal("Bearer", answer.Response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Trace_context_may_come_in_the_header_and_nonsense_there_does_no_harm()
    {
        foreach (var header in new[] { "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "010190-998V", new string('x', 5000) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/v1/messages"))
            {
                Content = new StringContent(Completion().ToJsonString(), Encoding.UTF8, "application/cloudevents+json"),
                Headers = { Authorization = new("Bearer", ApiHost.KeyOf(HaagaHelia)) },
            };
            request.Headers.TryAddWithoutValidation("traceparent", header);
            using var client = new HttpClient();
            Assert.Equal(202, (int)(await client.SendAsync(request)).StatusCode);
        }
    }
}
