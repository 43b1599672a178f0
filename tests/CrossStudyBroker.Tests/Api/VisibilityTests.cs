using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Who sees what: an institution its own, the operator everything.</summary>
public sealed class VisibilityTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_sender_sees_every_delivery_and_what_happened_to_it()
    {
        var message = Offering();
        var trackingId = await host.SendAsync(message, (Metropolia, MessageState.Processed), (Laurea, MessageState.Processed));

        foreach (var id in new[] { trackingId, message.Id() })
        {
            var seen = await host.GetAsync(HaagaHelia, $"/v1/messages/{id}");

            Assert.Equal(200, seen.Status);
            Assert.Equal(message.Id(), seen.Text("id"));
            Assert.Equal("processed", seen.Text("state"));
            Assert.Equal([Metropolia, Laurea], seen.Texts("deliveries", "recipient"));
            Assert.Equal(["queued", "queued", "processed", "processed"], seen.Texts("events", "state"));
            Assert.Equal([Metropolia, Laurea], seen.Texts("events", "recipient").Distinct().Order());
        }
    }

    [Fact]
    public async Task A_recipient_sees_its_own_delivery_only_by_tracking_id()
    {
        var message = Offering();
        host.Sis(Laurea).Answers(message.Id(), CrossStudyBroker.Adapters.Outcome.Refused("content-refused"));
        var trackingId = await host.SendAsync(message, (Metropolia, MessageState.Processed), (Laurea, MessageState.Refused));

        var seen = await host.GetAsync(Metropolia, $"/v1/messages/{trackingId}");

        Assert.Equal([Metropolia], seen.Texts("deliveries", "recipient"));
        Assert.Equal([Metropolia], seen.Texts("events", "recipient").Distinct());
        Assert.Equal("processed", seen.Text("state"));
        Assert.DoesNotContain(Laurea, seen.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("refused", (await host.GetAsync(HaagaHelia, $"/v1/messages/{trackingId}")).Text("state"));
        Assert.Equal(404, (await host.GetAsync(Metropolia, $"/v1/messages/{message.Id()}")).Status);
    }

    [Fact]
    public async Task A_stranger_gets_the_same_answer_as_for_a_message_that_does_not_exist()
    {
        var trackingId = await host.SendAsync(Completion(HaagaHelia, Metropolia));

        var strange = await host.GetAsync(Laurea, $"/v1/messages/{trackingId}");
        var absent = await host.GetAsync(Laurea, $"/v1/messages/{Guid.NewGuid()}");

        Assert.Equal((404, "not-found"), (strange.Status, strange.Code));
        Assert.Equal(absent.Body.ToJsonString(), strange.Body.ToJsonString());
        Assert.Equal(Names(absent), Names(strange));

        static IEnumerable<string> Names(ApiAnswer answer) => answer.Response.Headers.Concat(answer.Response.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_refused_message_is_its_senders_alone()
    {
        var refused = await host.PostAsync(Completion(HaagaHelia, "10067"));

        Assert.Equal(200, (await host.GetAsync(HaagaHelia, refused.Text("instance")!)).Status);
        Assert.Equal(404, (await host.GetAsync(Metropolia, refused.Text("instance")!)).Status);
    }

    [Fact]
    public async Task Lists_show_an_institution_nothing_that_is_not_its_own_whatever_the_filters_say()
    {
        var message = Completion(HaagaHelia, Metropolia).With("caseid", NewId("case"));
        var trackingId = await host.SendAsync(message, (Metropolia, MessageState.Processed));
        var filters = new[] { "", "?institution=10056", "?institution=10065", "?kind=completion", "?state=processed", $"?case={message["caseid"]}", "?limit=200", "?state=processed&institution=10065&kind=completion" };

        foreach (var filter in filters)
        {
            Assert.DoesNotContain(trackingId, (await host.GetAsync(Laurea, "/v1/messages" + filter)).Texts("messages", "trackingId"));
            Assert.Contains(trackingId, (await host.GetAsync(HaagaHelia, "/v1/messages" + filter)).Texts("messages", "trackingId"));
            Assert.Contains(trackingId, (await host.GetAsync(Metropolia, "/v1/messages" + filter)).Texts("messages", "trackingId"));
            Assert.Contains(trackingId, (await host.GetAsync(Operator, "/v1/messages" + filter)).Texts("messages", "trackingId"));
        }
    }

    [Fact]
    public async Task A_recipients_list_shows_and_finds_its_own_delivery_only()
    {
        var message = Offering();
        host.Sis(Laurea).Answers(message.Id(), CrossStudyBroker.Adapters.Outcome.Refused("content-refused"));
        var trackingId = await host.SendAsync(message, (Metropolia, MessageState.Processed), (Laurea, MessageState.Refused));

        var all = await host.GetAsync(Metropolia, "/v1/messages?kind=offering&limit=200");
        var listed = all.Body["messages"]!.AsArray().Single(item => item!["trackingId"]!.GetValue<string>() == trackingId);

        Assert.DoesNotContain(Laurea, listed!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(trackingId, (await host.GetAsync(Metropolia, "/v1/messages?state=refused&limit=200")).Texts("messages", "trackingId"));
        Assert.DoesNotContain(trackingId, (await host.GetAsync(Metropolia, "/v1/messages?institution=10066&limit=200")).Texts("messages", "trackingId"));
        Assert.Contains(trackingId, (await host.GetAsync(Laurea, "/v1/messages?state=refused&limit=200")).Texts("messages", "trackingId"));
    }

    [Fact]
    public async Task The_operator_sees_every_delivery()
    {
        var trackingId = await host.SendAsync(Offering());

        var seen = await host.GetAsync(Operator, $"/v1/messages/{trackingId}");

        Assert.Equal([Metropolia, Laurea], seen.Texts("deliveries", "recipient"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public async Task Without_a_known_key_nothing_is_shown(string who)
    {
        foreach (var address in new[] { "/v1/messages", "/v1/messages?lmit=1", $"/v1/messages/{Guid.NewGuid()}" })
        {
            var answer = await host.GetAsync(who, address);

            Assert.Equal((401, "unauthenticated"), (answer.Status, answer.Code));
        }
    }
}
