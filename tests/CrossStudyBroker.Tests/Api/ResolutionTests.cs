using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Resolving failed transfers over HTTP. The transfers are completions of Haaga-Helia for Metropolia, which is the home.</summary>
public sealed class ResolutionTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Each_party_sees_the_same_transfer_and_what_it_may_do_about_it()
    {
        var delivery = await ParkAsync();

        var (sender, recipient, asOperator) = (await SeeAsync(HaagaHelia, delivery), await SeeAsync(Metropolia, delivery), await SeeAsync(Operator, delivery));

        Assert.Equal(["retry", "resolve-elsewhere", "discard", "take", "note"], Allowed(sender)); // it is the recipient's turn already
        Assert.Equal(["retry", "return", "resolve-elsewhere", "escalate", "take", "hand-over", "note"], Allowed(recipient));
        Assert.Equal(["sender"], Verb(recipient, "hand-over")["to"]!.AsArray().Select(to => to!.GetValue<string>()));
        Assert.Equal(["retry", "note"], Allowed(asOperator));
        Assert.All([sender, recipient, asOperator], seen => Assert.Equal(
            ("parked", ProblemCodes.StudentUnknown, "recipient", HaagaHelia, Metropolia, Metropolia),
            (seen.Text("state"), seen.Text("code"), seen.Text("turn"), seen.Text("sender"), seen.Text("recipient"), seen.Text("home"))));
        Assert.Equal(ProblemCodes.OperatorNotAsked, Verb(asOperator, "return")["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Why_not_is_said_in_the_callers_language()
    {
        var delivery = await ParkAsync();

        var seen = await host.AskAsync(HttpMethod.Get, HaagaHelia, Address(delivery), language: "fi");

        var (verb, problem) = (Verb(seen, "return"), ProblemCatalogue.Find(ProblemCodes.ResolutionNotYours)!); // in the list
        Assert.Equal((problem.Cause.Fi, problem.Remedy.Fi), (verb["why"]!.GetValue<string>(), verb["remedy"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_retry_is_tried_and_the_same_again_is_no_other_one()
    {
        var message = Completion();
        var delivery = await ParkAsync(message);
        host.Sis(Metropolia).Answers(message.Id(), Outcome.Processed);

        var first = await ActAsync(Metropolia, delivery, "retry");
        await host.Sis(HaagaHelia).IsToldAsync(message.Id(), Metropolia, MessageState.Processed);
        var again = await ActAsync(Metropolia, delivery, "retry");

        Assert.Equal((200, false), (first.Status, first.Body["repeated"]!.GetValue<bool>()));
        Assert.Equal((200, true, "processed"), (again.Status, again.Body["repeated"]!.GetValue<bool>(), again.Text("state")));
        Assert.Equal((409, ProblemCodes.DeliverySettled), await ActAsync(HaagaHelia, delivery, "retry") is var other ? (other.Status, other.Code) : default);
    }

    [Fact]
    public async Task A_returned_message_is_sent_anew_and_shows_what_replaced_it()
    {
        var message = Completion();
        var delivery = await ParkAsync(message);

        var returned = await ActAsync(Metropolia, delivery, "return", new() { ["code"] = ProblemCodes.ContentRefused, ["note"] = "The grade is missing." });

        Assert.Equal((200, "returned", ProblemCodes.ContentRefused, "sender"), (returned.Status, returned.Text("state"), returned.Text("code"), returned.Text("turn")));
        Assert.Equal("The grade is missing.", (await host.Sis(HaagaHelia).ChangeAsync(message.Id(), Metropolia, MessageState.Returned)).Note);

        var corrected = Completion().With("replaces", message.Id());
        await host.SendAsync(corrected, (Metropolia, MessageState.Processed));
        foreach (var who in new[] { HaagaHelia, Metropolia, Operator })
        {
            var seen = await SeeAsync(who, delivery);
            Assert.Equal([(corrected.Id(), "processed", true)], seen.Body["replacedBy"]!.AsArray().Select(later => (later!["id"]!.GetValue<string>(), later["state"]!.GetValue<string>(), later["succeeded"]!.GetValue<bool>())));
            Assert.Null(seen.Text("turn"));
        }
    }

    [Fact]
    public async Task What_cannot_be_done_says_why_who_was_first_and_what_is_possible_instead()
    {
        var delivery = await ParkAsync();
        var notTheirs = await ActAsync(Metropolia, delivery, "discard", new() { ["note"] = "Not needed." });
        Assert.Equal((403, ProblemCodes.ResolutionNotYours), (notTheirs.Status, notTheirs.Code));
        Assert.Contains("return", notTheirs.Texts("possible"));

        await ActAsync(HaagaHelia, delivery, "discard", new() { ["note"] = "Not needed." });
        var tooLate = await ActAsync(Metropolia, delivery, "return", new() { ["note"] = "Too late." });

        Assert.Equal((409, ProblemCodes.DeliverySettled), (tooLate.Status, tooLate.Code));
        Assert.Equal(["note"], tooLate.Texts("possible"));
        var because = tooLate.Body["because"]!;
        Assert.Equal(("discard", HaagaHelia, "Not needed."), (because["verb"]!.GetValue<string>(), because["by"]!["institution"]!.GetValue<string>(), because["note"]!.GetValue<string>()));
        Assert.Contains($"of {HaagaHelia} at ", tooLate.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_asks_the_operator_who_takes_it_and_hands_it_back_R25()
    {
        var delivery = await ParkAsync();

        Assert.Equal(403, (await ActAsync(HaagaHelia, delivery, "escalate", new() { ["note"] = "Help." })).Status);
        Assert.Equal("operator", (await ActAsync(Metropolia, delivery, "escalate", new() { ["note"] = "Help." })).Text("turn"));
        var taken = await ActAsync(Operator, delivery, "take");
        Assert.Equal("operator", taken.Body["taken"]!["by"]!["institution"]!.GetValue<string>());
        var other = await ActAsync(Metropolia, delivery, "take");
        Assert.Equal((409, ProblemCodes.DeliveryTaken), (other.Status, other.Code));
        Assert.Equal("recipient", (await ActAsync(Metropolia, delivery, "take", new() { ["insteadOf"] = taken.Body["taken"]!["entry"]!.GetValue<long>() })).Text("turn"));
        Assert.Equal("sender", (await ActAsync(Operator, delivery, "hand-over", new() { ["to"] = "sender" })).Text("turn"));
        var seen = await SeeAsync(HaagaHelia, delivery);
        Assert.Equal(["escalate", "take", "take", "hand-over"], seen.Texts("done", "verb"));
        Assert.Null(seen.Body["escalated"]);
    }

    [Theory]
    [InlineData("010190-999W ei löydy")]
    [InlineData("0 1 0 1 9 0 - 9 9 9 w")]
    [InlineData("1.2.246.562.98.90000000012")]
    [InlineData("maija.mallikas@laurea.fi")]
    public async Task A_text_with_an_identity_code_is_taken_nowhere(string text)
    {
        var delivery = await ParkAsync();

        var answer = await ActAsync(Metropolia, delivery, "note", new() { ["note"] = text });

        Assert.Equal((400, ProblemCodes.IdentityInText, "/note"), (answer.Status, answer.Code, answer.Body["errors"]![0]!["pointer"]!.GetValue<string>()));
        Assert.DoesNotContain(text, answer.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(text, (await host.GetAsync(Operator, "/v1/audit")).Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await SeeAsync(Metropolia, delivery)).Body["done"]!.AsArray());
    }

    [Theory]
    [InlineData("note", """{}""", ProblemCodes.FieldMissing, "/note")]
    [InlineData("note", """{"note":"  "}""", ProblemCodes.ValueMalformed, "/note")]
    [InlineData("note", """{"note":"a\u0000"}""", ProblemCodes.ValueMalformed, "/note")]
    [InlineData("note", """{"note":7}""", ProblemCodes.ValueMalformed, "/note")]
    [InlineData("note", """{"note":"ok","text":"x"}""", ProblemCodes.FieldUnknown, "/text")]
    [InlineData("discard", "", ProblemCodes.FieldMissing, "/note")]
    [InlineData("return", """{}""", ProblemCodes.ChoiceNotMatched, "")]
    [InlineData("return", """{"code":"student-unknwon"}""", ProblemCodes.ValueNotAllowed, "/code")]
    [InlineData("hand-over", """{"to":"home"}""", ProblemCodes.ValueNotAllowed, "/to")]
    [InlineData("take", """{"insteadOf":"1"}""", ProblemCodes.ValueMalformed, "/insteadOf")]
    [InlineData("retry", """[]""", ProblemCodes.MalformedJson, "")]
    [InlineData("retry", """{"note":"\uD800"}""", ProblemCodes.MalformedJson, "")]
    public async Task A_body_that_is_not_right_says_what_was_expected_where(string verb, string body, string code, string pointer)
    {
        var answer = await host.AskAsync(HttpMethod.Post, Metropolia, $"{Address(Guid.NewGuid())}/{verb}", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((400, code, pointer), (answer.Status, answer.Code, answer.Body["errors"]![0]!["pointer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_body_without_end_is_not_read()
    {
        var answer = await host.AskAsync(HttpMethod.Post, Metropolia, $"{Address(Guid.NewGuid())}/note", new StringContent(new string(' ', 300_000)));

        Assert.Equal((400, ProblemCodes.ValueOutOfRange), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Who_only_looks_sees_and_does_nothing_and_a_stranger_not_even_that()
    {
        var delivery = await ParkAsync();

        var seen = await SeeAsync(Viewer, delivery);
        Assert.Equal("parked", seen.Text("state"));
        Assert.Empty(Allowed(seen));
        var refused = await ActAsync(Viewer, delivery, "note", new() { ["note"] = "Let me." });
        Assert.Equal((403, ProblemCodes.NotPermitted), (refused.Status, refused.Code));
        Assert.Equal(404, (await host.GetAsync(Laurea, Address(delivery))).Status);
        Assert.Equal(404, (await ActAsync(Laurea, delivery, "retry")).Status);
        Assert.Equal(401, (await ActAsync("", delivery, "retry")).Status);
        Assert.Equal(404, (await ActAsync(Metropolia, delivery, "retri")).Status);
    }

    [Fact]
    public async Task The_audit_has_who_what_when_why_and_the_outcome_and_each_reads_its_own()
    {
        var (ours, theirs) = (await ParkAsync(), await ParkAsync(Completion(Laurea, HaagaHelia)));
        await ActAsync(Metropolia, ours, "note", new() { ["note"] = "First." });
        await ActAsync(Viewer, ours, "note", new() { ["note"] = "Second." });
        await ActAsync(HaagaHelia, theirs, "note", new() { ["note"] = "Third." });

        var audit = await host.GetAsync(Metropolia, $"/v1/audit?delivery={ours}");
        var (second, first) = (audit.Body["entries"]![0]!, audit.Body["entries"]![1]!);
        Assert.Equal(2, audit.Body["entries"]!.AsArray().Count);
        Assert.Equal(
            ("note", Metropolia, "First.", "done", "recipient", ours.ToString()),
            (Of(first, "action"), Of(first["by"]!, "institution"), Of(first, "note"), Of(first, "outcome"), Of(first, "as"), Of(first, "deliveryId")));
        Assert.Equal(("refused", ProblemCodes.NotPermitted), (Of(second, "outcome"), Of(second, "refusal")));

        Assert.Empty((await host.GetAsync(Metropolia, $"/v1/audit?delivery={theirs}")).Body["entries"]!.AsArray());
        Assert.Single((await host.GetAsync(Laurea, $"/v1/audit?delivery={theirs}")).Body["entries"]!.AsArray());
        var page = await host.GetAsync(Operator, "/v1/audit?limit=1");
        Assert.Single(page.Body["entries"]!.AsArray());
        Assert.NotEqual(Of(page.Body["entries"]![0]!, "entry"), Of((await host.GetAsync(Operator, $"/v1/audit?limit=1&cursor={page.Text("next")}")).Body["entries"]![0]!, "entry"));

        static string Of(JsonNode node, string name) => node[name]!.ToString(); // required by the document
    }

    [Theory]
    [InlineData("delivery=x")]
    [InlineData("cursor=x")]
    [InlineData("limit=0")]
    [InlineData("from=yesterday")]
    [InlineData("who=me")]
    public async Task Filters_of_the_audit_that_are_none_are_refused(string filter) =>
        Assert.Equal((400, ProblemCodes.FilterInvalid), await host.GetAsync(Operator, "/v1/audit?" + filter) is var answer ? (answer.Status, answer.Code) : default);

    private static string Address(Guid delivery) => $"/v1/deliveries/{delivery}";

    private static JsonNode Verb(ApiAnswer seen, string verb) => seen.Body["verbs"]!.AsArray().Single(option => option!["verb"]!.GetValue<string>() == verb)!; // objects by the document

    private static string[] Allowed(ApiAnswer seen) =>
        [.. seen.Body["verbs"]!.AsArray().Where(option => option!["allowed"]!.GetValue<bool>()).Select(option => option!["verb"]!.GetValue<string>())]; // likewise

    private async Task<Guid> ParkAsync(JsonObject? message = null)
    {
        message ??= Completion();
        var recipient = message["recipient"]!.GetValue<string>(); // completions have one
        host.Sis(recipient).Answers(message.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        await host.SendAsync(message, (recipient, MessageState.Parked));
        return DerivedIds.Delivery(message.Sender(), message.Id(), recipient);
    }

    private Task<ApiAnswer> SeeAsync(string who, Guid delivery) => host.GetAsync(who, Address(delivery));

    private Task<ApiAnswer> ActAsync(string who, Guid delivery, string verb, JsonObject? body = null) => host.PostAsync(who, $"{Address(delivery)}/{verb}", body);
}
