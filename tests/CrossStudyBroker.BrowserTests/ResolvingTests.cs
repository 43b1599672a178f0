using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Resolving a failed transfer on the page of its message.</summary>
public sealed class ResolvingTests(Desk desk)
{
    private const string Sender = "resolver-10056", Recipient = "resolver-10065";

    [Fact]
    public async Task A_retry_is_asked_for_and_succeeds_and_the_page_shows_who_asked_and_why()
    {
        var message = Completion();
        var trackingId = await ParkAsync(message);
        desk.Host.Sis(Metropolia).Answers(message.Id(), Outcome.Processed);
        await using var visit = await desk.VisitAsync(Recipient);
        await visit.OpenAsync($"/messages/{trackingId}");

        await visit.UseAsync("Try again", "Try again now", "The student is in the register now.");
        await desk.Host.Sis(HaagaHelia).IsToldAsync(message.Id(), Metropolia, MessageState.Processed);

        await Expect(visit.Page.Locator(".notice")).ToContainTextAsync("Another attempt is asked for");
        await Expect(visit.Page.Locator(".delivery .headline .state")).ToHaveTextAsync("Processed"); // by itself, soon
        await Expect(visit.Page.Locator(".done")).ToContainTextAsync("The student is in the register now.");
        await Expect(visit.Page.Locator(".done")).ToContainTextAsync("Tried again");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_returned_message_is_told_to_its_sender_and_its_erasure_is_proved()
    {
        var message = Completion();
        var trackingId = await ParkAsync(message);
        await using var visit = await desk.VisitAsync(Recipient);
        await visit.OpenAsync($"/messages/{trackingId}");
        await Expect(visit.Page.Locator(".delivery")).ToContainTextAsync("Payload erased at the latest");

        await visit.UseAsync("Return to sender", "Return to sender", "The grade is missing.");

        await Expect(visit.Page.Locator(".delivery .headline .state")).ToHaveTextAsync("Returned to sender");
        Assert.Equal("The grade is missing.", (await desk.Host.Sis(HaagaHelia).ChangeAsync(message.Id(), Metropolia, MessageState.Returned)).Note);
        await visit.Page.Locator(".proof summary").ClickAsync();
        await Expect(visit.Page.Locator(".proof")).ToContainTextAsync("It was returned to the sender.");

        await using var sender = await desk.VisitAsync(Sender);
        await sender.OpenAsync($"/messages/{trackingId}");
        await Expect(sender.Page.Locator(".done")).ToContainTextAsync("The grade is missing.");
        await Expect(sender.Page.Locator(".turn .tag")).ToHaveTextAsync("Your turn");
    }

    [Fact]
    public async Task A_note_with_an_identity_code_is_refused_in_place_and_what_was_typed_is_kept()
    {
        const string typed = "Student 010190-999W is not ours.";
        var trackingId = await ParkAsync();
        await using var visit = await desk.VisitAsync(Recipient);
        await visit.OpenAsync($"/messages/{trackingId}");

        await visit.UseAsync("Write a note", "Save the note", typed);

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Leave the code out");
        await Expect(visit.Page.Locator("textarea[aria-invalid]")).ToHaveValueAsync(typed);
        await Expect(visit.Page.Locator("textarea[aria-invalid]")).ToBeFocusedAsync();
        Assert.DoesNotContain("010190", visit.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);

        await visit.OpenAsync($"/messages/{trackingId}");
        await Expect(visit.Page.Locator(".done")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_one_may_not_do_stays_disabled_with_the_reason_and_a_forged_form_changes_nothing()
    {
        var trackingId = await ParkAsync();
        foreach (var (user, verb, why) in new[]
        {
            ("viewer-10065", "Try again", "A viewer changes nothing"),
            (Sender, "Return to sender", "This belongs to another party"),
            (Recipient, "Discard", "This belongs to another party"),
            ("operator", "Return to sender", "The operator comes in when the home institution asks"),
        })
        {
            await using var visit = await desk.VisitAsync(user);
            await visit.OpenAsync($"/messages/{trackingId}");
            var button = visit.Page.GetByRole(AriaRole.Button, new() { Name = verb, Exact = true });

            await Expect(button).ToBeDisabledAsync();
            await Expect(visit.Page.Locator($"id={await button.GetAttributeAsync("aria-describedby")}")).ToContainTextAsync(why);
            Assert.Equal(403, await PostAsync(visit, trackingId, await button.EvaluateAsync<string>("b => b.dataset.verb")));
        }

        await using var looking = await desk.VisitAsync(Sender);
        await looking.OpenAsync($"/messages/{trackingId}");
        await Expect(looking.Page.Locator(".delivery .headline .state")).ToHaveTextAsync("Parked");
    }

    [Fact]
    public async Task A_form_without_the_pages_token_and_a_strangers_form_are_refused()
    {
        var trackingId = await ParkAsync();
        await using var stranger = await desk.VisitAsync("resolver-10066");
        await using var own = await desk.VisitAsync(Recipient);
        await own.OpenAsync($"/messages/{trackingId}");
        var delivery = await own.Page.Locator("input[name=delivery]").First.InputValueAsync();

        await stranger.OpenAsync("/messages");
        Assert.Equal(404, await PostAsync(stranger, trackingId, "retry", delivery));
        Assert.Equal(403, await PostAsync(own, trackingId, "retry", delivery, token: ""));
    }

    [Fact]
    public async Task The_home_asks_the_operator_who_takes_it_and_hands_it_over_R25()
    {
        var trackingId = await ParkAsync();
        await using var home = await desk.VisitAsync(Recipient);
        await using var oper = await desk.VisitAsync("operator");

        await home.OpenAsync($"/messages/{trackingId}");
        await home.UseAsync("Ask the operator", "Ask the operator", "We cannot find out which student it is.");
        await oper.OpenAsync($"/messages/{trackingId}");
        await Expect(oper.Page.Locator(".turn").First).ToContainTextAsync("Next to act: The operator of the service");
        await oper.UseAsync("Take", "Take it", "");
        await home.OpenAsync($"/messages/{trackingId}");
        await Expect(home.Page.GetByRole(AriaRole.Button, new() { Name = "Take it over from:" })).ToBeVisibleAsync();
        await oper.UseAsync("Hand over", "Hand over", "", to: "Haaga-Helia University of Applied Sciences");

        await Expect(oper.Page.Locator(".turn").First).ToContainTextAsync("Next to act: Haaga-Helia");
        Assert.Equal(["Asked the operator", "Took it", "Handed over"], await oper.Page.Locator(".done strong").AllInnerTextsAsync());
    }

    [Fact]
    public async Task What_waits_behind_a_failed_message_and_what_it_waits_for_lead_to_each_other()
    {
        var caseId = NewId("held");
        var parked = await ParkAsync(Completion().With("caseid", caseId));
        var held = await desk.Host.SendAsync(Completion().With("caseid", caseId), (Metropolia, MessageState.Held));
        await using var visit = await desk.VisitAsync(Recipient);
        await visit.OpenAsync($"/messages/{parked}");

        await visit.Page.Locator($".neighbours a[href='/messages/{held}']").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Waits for" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator($".neighbours a[href='/messages/{parked}']")).ToBeVisibleAsync();
    }

    private Task<string> ParkAsync(System.Text.Json.Nodes.JsonObject? message = null) => desk.ParkAsync(message ?? Completion(), Metropolia, "student-unknown");

    private static async Task<int> PostAsync(Visit visit, string trackingId, string verb, string? delivery = null, string? token = null)
    {
        var form = visit.Context.APIRequest.CreateFormData();
        form.Set("page-token", token ?? await visit.Page.Locator("meta[name=page-token]").GetAttributeAsync("content") ?? "");
        form.Set("delivery", delivery ?? (await visit.Page.Locator(".delivery").First.GetAttributeAsync("id"))!["delivery-".Length..]); // every delivery has one
        form.Set("verb", verb);
        form.Set("note", "Forged.");
        return (await visit.Context.APIRequest.PostAsync($"/messages/{trackingId}", new() { Form = form, MaxRedirects = 0 })).Status;
    }
}
