using System.Globalization;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Failures by cause, from the list of causes to what is done about several at once. The failing ones are enrolments of Metropolia's students at Haaga-Helia.</summary>
public sealed class FailuresTests(Desk desk)
{
    /// <summary>One more than are done without typing their number.</summary>
    private const int Many = CrossStudyBroker.Dashboard.Pages.Failures.Selection.Small + 1;

    [Fact]
    public async Task An_institution_finds_a_failed_enrolment_retries_it_and_it_succeeds_returns_another_and_the_operator_sees_both_without_payload()
    {
        var (retried, returned) = (Enrolment(), Enrolment());
        var (first, second) = (await ParkAsync(retried, "study-right-unknown"), await ParkAsync(returned, "study-right-unknown"));
        desk.Host.Sis(HaagaHelia).Answers(retried.Id(), Outcome.Processed);
        await using var target = await desk.VisitAsync("resolver-10056");

        var cause = target.Page.Locator(".cause").Filter(new() { HasText = "The study right is unknown" });
        await target.OpenFailuresAsync(cause);
        await target.OpenAsync("/");
        await target.Page.GetByRole(AriaRole.Link, new() { Name = "Failures", Exact = true }).ClickAsync();
        await Expect(cause).ToContainTextAsync("Can fix: The recipient");
        await Expect(cause).ToContainTextAsync("Yours");
        await cause.GetByRole(AriaRole.Link).ClickAsync();
        await RowOf(target, first).Locator("[data-main]").ClickAsync();
        await target.UseAsync("Try again", "Try again now", "");
        await desk.Host.Sis(Metropolia).IsToldAsync(retried.Id(), HaagaHelia, MessageState.Processed);
        await Expect(target.Page.Locator(".delivery .headline .state")).ToHaveTextAsync("Processed");

        await target.OpenAsync("/failures");
        await cause.GetByRole(AriaRole.Link).ClickAsync();
        var address = new Uri(target.Page.Url).PathAndQuery;
        await Expect(RowOf(target, first)).ToHaveCountAsync(0);
        await RowOf(target, second).Locator("[data-main]").ClickAsync();
        await target.UseAsync("Return to sender", "Return to sender", "The study right is missing in the request.");
        await Expect(target.Page.Locator(".delivery .headline .state")).ToHaveTextAsync("Returned to sender");

        await using var oper = await desk.VisitAsync("operator");
        foreach (var (trackingId, state) in new[] { (first, "Processed"), (second, "Returned to sender") })
        {
            await oper.OpenAsync($"/messages/{trackingId}");
            await Expect(oper.Page.Locator(".delivery .headline .state")).ToHaveTextAsync(state);
            await Expect(oper.Page.Locator("main")).Not.ToContainTextAsync("Example");
        }

        await using var stranger = await desk.VisitAsync("resolver-10066");
        await stranger.OpenAsync("/failures");
        await Expect(stranger.Page.Locator("main")).Not.ToContainTextAsync("The study right is unknown");
        Assert.Equal(404, await stranger.OpenAsync(address));
        Assert.Empty(target.Complaints.Concat(oper.Complaints));
    }

    [Fact]
    public async Task Several_are_chosen_by_keyboard_and_what_is_refused_for_one_is_told_and_stops_none_of_the_others()
    {
        var messages = new[] { Enrolment(), Enrolment(), Enrolment() };
        foreach (var message in messages)
        {
            await ParkAsync(message, "selection-unknown");
        }

        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenCauseAsync("The selection is unknown");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("x");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("x");
        await Expect(visit.Page.Locator(".selected")).ToContainTextAsync("2 failures selected");
        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "Return to sender" }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it for the selected" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("write why");
        await Expect(visit.Page.Locator("[data-select]:checked")).ToHaveCountAsync(2); // nothing is lost

        await visit.Page.GetByLabel("Why (all parties").FillAsync("The realisation was withdrawn.");
        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "Discard" }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it for the selected" }).ClickAsync();
        await Expect(visit.Page.Locator(".notice.bad")).ToContainTextAsync("Not done for 2: This belongs to another party");

        await visit.Page.Locator("[data-select]").First.CheckAsync();
        await visit.Page.GetByLabel("Why (all parties").FillAsync("The realisation was withdrawn.");
        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "Return to sender" }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it for the selected" }).ClickAsync();
        await Expect(visit.Page.Locator(".notice.good")).ToContainTextAsync("done for 1");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task More_than_ten_at_once_need_their_number_typed()
    {
        for (var i = 0; i < Many; i++)
        {
            await ParkAsync(Enrolment(), "recipient-rejected");
        }

        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenCauseAsync("The recipient rejected the message from its queue");
        await visit.Page.Locator("[data-select-all]").CheckAsync();
        await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "Take" }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it for the selected" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"{Many} are selected. Type {Many} to confirm");

        await visit.Page.GetByLabel("How many are selected").FillAsync(Many.ToString(CultureInfo.InvariantCulture));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it for the selected" }).ClickAsync();
        await Expect(visit.Page.Locator(".notice.good")).ToContainTextAsync($"done for {Many}");
    }

    [Fact]
    public async Task A_viewer_sees_causes_and_cannot_act()
    {
        await ParkAsync(Enrolment(), "student-ambiguous");
        await using var visit = await desk.VisitAsync("viewer-10056");
        await visit.OpenCauseAsync("The student cannot be told apart");

        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeDisabledAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("A viewer changes nothing");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Do it for the selected" })).ToHaveCountAsync(0);
        var form = visit.Context.APIRequest.CreateFormData();
        form.Set("page-token", await visit.Page.Locator("meta[name=page-token]").GetAttributeAsync("content") ?? "");
        form.Set("delivery", await visit.Page.Locator("[data-select]").First.InputValueAsync());
        form.Set("verb", "retry");
        var answer = await visit.Context.APIRequest.PostAsync(visit.Page.Url, new() { Form = form });
        Assert.Contains("Not done for 1", await answer.TextAsync(), StringComparison.Ordinal);
    }

    private Task<string> ParkAsync(System.Text.Json.Nodes.JsonObject message, string code) => desk.ParkAsync(message, HaagaHelia, code);

    private static ILocator RowOf(Visit visit, string trackingId) => visit.Page.Locator("tbody tr").Filter(new() { Has = visit.Page.Locator($"a[href='/messages/{trackingId}']") });
}
