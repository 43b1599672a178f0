using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>The page of one message, as each party sees it.</summary>
public sealed class OneMessageTests(Desk desk)
{
    [Fact]
    public async Task A_failed_message_is_followed_from_the_list_to_what_happened_why_and_what_to_do()
    {
        var caseId = ApiMessages.NewId("followed");
        var earlier = await desk.ProcessedAsync(caseId);
        var parked = await desk.ParkedAsync(caseId);
        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenAsync($"/messages?state=parked&case={caseId}");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Completion recorded" }).ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/messages/{parked}$"));
        var delivery = visit.Page.Locator(".delivery");
        await Expect(delivery.GetByRole(AriaRole.Heading, new() { Name = "Delivery to Metropolia University of Applied Sciences" })).ToBeVisibleAsync();
        Assert.Equal(["On its way", "Parked"], await delivery.Locator("li .state").AllInnerTextsAsync());
        await Expect(delivery).ToContainTextAsync("The student cannot be told apart");
        await Expect(delivery).ToContainTextAsync("Who can fix it");
        await Expect(delivery).ToContainTextAsync("until Metropolia University of Applied Sciences took it");

        await visit.Page.GetByRole(AriaRole.Table, new() { Name = "Messages of this case" }).Locator($"a[href='/messages/{earlier}']").ClickAsync();
        await Expect(visit.Page.Locator(".delivery .state").First).ToHaveTextAsync("Processed");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Another_institutions_message_is_not_found_by_its_address()
    {
        var trackingId = await desk.ProcessedAsync();
        await using var stranger = await desk.VisitAsync("resolver-10066");
        await using var sender = await desk.VisitAsync("viewer-10056");

        Assert.Equal(404, await stranger.OpenAsync($"/messages/{trackingId}"));
        var said = await stranger.ReadAsync();
        Assert.Equal(404, await stranger.OpenAsync($"/messages/{Guid.NewGuid()}"));
        Assert.Equal(said, await stranger.ReadAsync());
        Assert.Equal(404, (await stranger.Context.APIRequest.GetAsync($"/v1/messages/{trackingId}")).Status);
        Assert.Equal(200, await sender.OpenAsync($"/messages/{trackingId}"));
    }

    [Fact]
    public async Task A_recipient_sees_its_own_delivery_only_and_the_operator_all()
    {
        var trackingId = await desk.OfferingAsync();
        await using var recipient = await desk.VisitAsync("viewer-10065");
        await using var oper = await desk.VisitAsync("operator");

        await recipient.OpenAsync($"/messages/{trackingId}");
        await oper.OpenAsync($"/messages/{trackingId}");

        await Expect(recipient.Page.Locator(".delivery")).ToHaveCountAsync(1);
        await Expect(recipient.Page.Locator("main")).Not.ToContainTextAsync("Laurea");
        await Expect(oper.Page.Locator(".delivery")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_the_broker_refused_is_explained_with_the_place_in_the_message()
    {
        var trackingId = await desk.RefusedByBrokerAsync();
        await using var visit = await desk.VisitAsync("viewer-10056", "sv");

        await visit.OpenAsync($"/messages/{trackingId}");

        await Expect(visit.Page.Locator("main")).ToContainTextAsync("Mottagaren är okänd");
        await Expect(visit.Page.Locator(".explanation code")).ToHaveTextAsync("/recipient");
    }

    [Fact]
    public async Task The_tracking_id_is_copied()
    {
        var trackingId = await desk.ProcessedAsync();
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync($"/messages/{trackingId}");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.Equal(trackingId, await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
