using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Filters and pages of <c>GET /v1/messages</c>.</summary>
public sealed class ListingTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Filters_hold_together()
    {
        var caseId = NewId("case");
        var enrolment = await host.SendAsync(Enrolment(caseId), (HaagaHelia, MessageState.Processed));
        var completion = await host.SendAsync(Completion(Laurea, Metropolia).With("caseid", caseId), (Metropolia, MessageState.Processed));

        Assert.Equal([completion, enrolment], await ListAsync($"case={caseId}"));
        Assert.Equal([enrolment], await ListAsync($"case={caseId}&kind=enrolment"));
        Assert.Equal([completion], await ListAsync($"case={caseId}&institution=10066"));
        Assert.Equal([completion, enrolment], await ListAsync($"case={caseId}&institution=10065&state=processed"));
        Assert.Empty(await ListAsync($"case={caseId}&kind=offering"));
        Assert.Empty(await ListAsync($"case={caseId}&state=parked"));
    }

    [Fact]
    public async Task Refused_finds_what_the_broker_refused_and_what_a_recipient_refused()
    {
        var byBroker = (await host.PostAsync(Completion(Laurea, "10067"))).Text("trackingId");
        var message = Completion(Laurea, Metropolia);
        host.Sis(Metropolia).Answers(message.Id(), Outcome.Refused("student-unknown"));
        var byRecipient = await host.SendAsync(message, (Metropolia, MessageState.Refused));
        var processed = await host.SendAsync(Completion(Laurea, Metropolia), (Metropolia, MessageState.Processed));

        var found = await ListAsync("state=refused&institution=10066&limit=200");

        Assert.Equal([byRecipient, byBroker], found.Where(id => id == byBroker || id == byRecipient));
        Assert.DoesNotContain(processed, found);
        Assert.Equal([byRecipient], await ListAsync("state=refused&institution=10066&limit=1"));
    }

    [Fact]
    public async Task Refused_pages_through_both_kinds_each_once()
    {
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var message = Completion(HaagaHelia, Metropolia);
            host.Sis(Metropolia).Answers(message.Id(), Outcome.Refused("student-unknown"));
            sent.Add(await host.SendAsync(message, (Metropolia, MessageState.Refused)));
            sent.Add((await host.PostAsync(Completion(HaagaHelia, "10067"))).Text("trackingId")!); // refusals are recorded
        }

        var found = await PagesAsync("state=refused&institution=10056&limit=3");

        Assert.Equal(sent.AsEnumerable().Reverse(), found.Where(sent.Contains));
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    [Fact]
    public async Task Other_states_are_those_of_deliveries_and_the_dry_run()
    {
        var message = Completion(Laurea, HaagaHelia);
        host.Sis(HaagaHelia).Answers(message.Id(), Outcome.FailedPermanently("student-ambiguous"));
        var parked = await host.SendAsync(message, (HaagaHelia, MessageState.Parked));
        var delivered = Completion(Laurea, HaagaHelia);
        host.Sis(HaagaHelia).Answers(delivered.Id(), Outcome.Delivered);
        var atRecipient = await host.SendAsync(delivered, (HaagaHelia, MessageState.Delivered));
        var dry = (await host.PostAsync(Offering(dryRun: true))).Text("trackingId");

        Assert.Equal([parked], await ListAsync("state=parked"));
        Assert.Equal([atRecipient], await ListAsync("state=delivered"));
        Assert.Contains(dry, await ListAsync("state=dry-run"));
        Assert.DoesNotContain(parked, await ListAsync("state=dry-run"));
    }

    [Fact]
    public async Task Filters_are_combined_with_and_or_and_not()
    {
        var caseId = NewId("combined");
        var enrolment = await host.SendAsync(Enrolment(caseId), (HaagaHelia, MessageState.Processed));
        var message = Completion(HaagaHelia, Metropolia).With("caseid", caseId);
        host.Sis(Metropolia).Answers(message.Id(), Outcome.Refused("student-unknown"));
        var refused = await host.SendAsync(message, (Metropolia, MessageState.Refused));

        Assert.Equal([refused], await ListAsync($"case={caseId}&state=!processed"));
        Assert.Equal([refused, enrolment], await ListAsync($"case={caseId}&state=processed,refused"));
        Assert.Equal([refused], await ListAsync($"case={caseId}&text=student&kind=!enrolment"));
        Assert.Equal([enrolment], await ListAsync($"case={caseId}&code=!student-unknown"));
        Assert.Equal([refused], await ListAsync($"case={caseId}&institution=10056&direction=sent"));
        Assert.Equal([enrolment], await ListAsync($"case={caseId}&institution=10056&direction=received&age=..1h"));
        Assert.Equal([refused], await ListAsync($"case={caseId}&sender=10056&recipient=10065"));
        Assert.Equal([enrolment], await ListAsync($"case={caseId}&sender=!10056&recipient=10056"));
        Assert.Empty(await ListAsync($"case={caseId}&sender=broker"));
        Assert.Empty(await ListAsync($"case={caseId}&age=1h.."));
        Assert.Equal([enrolment], await ListAsync($"id={enrolment},{refused}&case=!other&type=crossstudy.enrolment.requested.v1"));
        Assert.Equal([refused], (await host.GetAsync(Metropolia, $"/v1/messages?case={caseId}&direction=received")).Texts("messages", "trackingId"));
    }

    [Fact]
    public async Task From_is_included_and_to_is_not()
    {
        var trackingId = await host.SendAsync(Completion());
        var at = (await host.GetAsync(HaagaHelia, $"/v1/messages/{trackingId}")).Body["receivedAt"]!.GetValue<DateTimeOffset>();
        var (exactly, after) = (Uri.EscapeDataString(at.ToString("O")), Uri.EscapeDataString(at.AddMilliseconds(1).ToString("O")));

        Assert.Contains(trackingId, await ListAsync($"from={exactly}&to={after}"));
        Assert.DoesNotContain(trackingId, await ListAsync($"to={exactly}&limit=200"));
        Assert.DoesNotContain(trackingId, await ListAsync($"from={after}&limit=200"));
    }

    [Fact]
    public async Task Pages_show_every_message_once_newest_first_also_when_new_ones_come_in_between()
    {
        var caseId = NewId("case");
        var sent = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            sent.Add(await host.SendAsync(Enrolment(caseId)));
        }

        var first = await host.GetAsync(Metropolia, $"/v1/messages?case={caseId}&limit=3");
        var late = await host.SendAsync(Enrolment(caseId));
        var rest = await PagesAsync($"case={caseId}&limit=3", first.Text("next"));

        Assert.Equal(sent.AsEnumerable().Reverse(), first.Texts("messages", "trackingId").Concat(rest));
        Assert.DoesNotContain(late, rest);
    }

    [Fact]
    public async Task A_last_page_that_is_full_names_no_next_one()
    {
        var caseId = NewId("case");
        await host.SendAsync(Enrolment(caseId));
        await host.SendAsync(Enrolment(caseId));

        var page = await host.GetAsync(Metropolia, $"/v1/messages?case={caseId}&limit=2");

        Assert.Equal(2, page.Texts("messages", "trackingId").Count());
        Assert.Null(page.Body["next"]);
    }

    [Theory]
    [InlineData("lmit=5", "'limit'")]
    [InlineData("kinds=enrolment", "'kind'")]
    [InlineData("institutions=10056", "'institution'")]
    [InlineData("caseid=x", "'case'")]
    [InlineData("limit=0", "1 to 200")]
    [InlineData("limit=201", "1 to 200")]
    [InlineData("limit=-1", "1 to 200")]
    [InlineData("limit=ten", "1 to 200")]
    [InlineData("limit=", "1 to 200")]
    [InlineData("limit=1&limit=2", "1 to 200")]
    [InlineData("institution=1005", "five digits")]
    [InlineData("institution=Laurea", "five digits")]
    [InlineData("kind=enrollment", "nearest is enrolment")]
    [InlineData("state=reject", "one of")]
    [InlineData("state=parkd", "nearest is parked")]
    [InlineData("state=", "one of")]
    [InlineData("state=parked,refusd", "nearest is refused")]
    [InlineData("direction=sent", "'institution'")]
    [InlineData("state=accepted", "one of")]
    [InlineData("from=yesterday", "2026-09-01T08:00:00Z")]
    [InlineData("from=2026-09-01", "2026-09-01T08:00:00Z")]
    [InlineData("from=01.09.2026 08:00", "2026-09-01T08:00:00Z")]
    [InlineData("to=2026-13-01T08:00:00Z", "2026-09-01T08:00:00Z")]
    [InlineData("to=2026-09-01T08:00:00+03:00", "%2B")]
    [InlineData("case=", "case id")]
    [InlineData("case=a b", "case id")]
    [InlineData("case=010190-998V", "identity codes")]
    [InlineData("case=1.2.246.562.98.90020000155", "identity codes")]
    [InlineData("cursor=nonsense", "'next'")]
    [InlineData("cursor=", "'next'")]
    public async Task A_filter_with_a_wrong_name_or_value_is_refused_with_what_was_expected(string query, string expected)
    {
        var answer = await host.GetAsync(Operator, "/v1/messages?" + query);

        Assert.Equal((400, "filter-invalid"), (answer.Status, answer.Code));
        Assert.Contains(expected, answer.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_query_are_told_together_and_no_value_is_repeated()
    {
        var answer = await host.GetAsync(Operator, "/v1/messages?hetu=010190-998V&limit=salasana&kind=salasana&from=salasana&institution=salasana&case=010190-998V");

        Assert.Equal(6, answer.Texts("errors", "code").Count());
        Assert.DoesNotContain("salasana", answer.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("010190", answer.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=2026-01-01T00:00:00Z")]
    [InlineData("from=2026-01-01T00:00:00.1234567Z")]
    [InlineData("from=2026-01-01T02:00:00%2B02:00")]
    [InlineData("Limit=3")]
    [InlineData("state=parked,refused&state=!held")]
    [InlineData("institution=10056&direction=!sent&text=unknown&attempts=2..&age=..7d&network=3amk,campusonline")]
    [InlineData("limit=200&state=resolved-elsewhere&kind=personal-data&institution=10101")]
    public async Task Filters_as_documented_are_taken(string query) =>
        Assert.Equal(200, (await host.GetAsync(Operator, "/v1/messages?" + query)).Status);

    private async Task<IReadOnlyList<string>> ListAsync(string query)
    {
        var answer = await host.GetAsync(Operator, "/v1/messages?" + query);
        Assert.Equal(200, answer.Status);
        return [.. answer.Texts("messages", "trackingId")];
    }

    private async Task<List<string>> PagesAsync(string query, string? next = null)
    {
        var found = new List<string>();
        do
        {
            var page = await host.GetAsync(Operator, $"/v1/messages?{query}{(next is null ? "" : $"&cursor={next}")}");
            Assert.Equal(200, page.Status);
            found.AddRange(page.Texts("messages", "trackingId"));
            next = page.Text("next");
        }
        while (next is not null);
        return found;
    }
}
