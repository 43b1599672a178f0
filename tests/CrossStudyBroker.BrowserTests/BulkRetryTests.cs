using CrossStudyBroker.Adapters;
using CrossStudyBroker.Tests.Api;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Bulk retries of a cause, from its page to the history of jobs.</summary>
public sealed class BulkRetryTests(Desk desk)
{
    /// <summary>More than are retried without their number confirmed.</summary>
    private const int Many = 21;

    [Fact]
    public async Task A_large_set_is_confirmed_by_its_number_and_goes_on_to_the_end()
    {
        var messages = Enumerable.Range(0, Many).Select(_ => Enrolment()).ToList();
        foreach (var message in messages)
        {
            await desk.ParkAsync(message, HaagaHelia, "recipient-queue-full");
            desk.Host.Sis(HaagaHelia).Answers(message.Id(), Outcome.Processed);
        }

        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenCauseAsync("The recipient's queue is full");
        await StartAsync(visit);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"type {Many} to confirm");
        await visit.Page.GetByLabel("How many wait").FillAsync("21");
        await StartAsync(visit);

        await Expect(visit.Page.Locator(".headline .state")).ToHaveTextAsync("Done");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync($"{Many} of {Many} have a result.");
        Assert.Empty((await visit.Page.RunAxe()).Violations);
        var address = new Uri(visit.Page.Url).PathAndQuery;
        await visit.OpenAsync("/jobs");
        await Expect(visit.Page.Locator($"a[href='{address}']")).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);

        await using var stranger = await desk.VisitAsync("resolver-10066");
        Assert.Equal(404, await stranger.OpenAsync(address));
    }

    [Fact]
    public async Task The_first_one_that_fails_again_stops_it_and_a_viewer_can_only_look()
    {
        foreach (var message in new[] { Enrolment(), Enrolment() })
        {
            await desk.ParkAsync(message, HaagaHelia, "expired-in-queue");
        }

        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenCauseAsync("The message expired in the queue");
        await StartAsync(visit);

        await Expect(visit.Page.Locator(".headline .state")).ToHaveTextAsync("Stopped");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("It stopped by itself");
        await using var viewer = await desk.VisitAsync("viewer-10056");
        await viewer.OpenAsync(new Uri(visit.Page.Url).PathAndQuery);
        await Expect(viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the rest" })).ToBeDisabledAsync();
        await Expect(viewer.Page.Locator("main")).ToContainTextAsync("A viewer changes nothing");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the rest" }).ClickAsync();
        await Expect(visit.Page.Locator(".headline .state")).ToHaveTextAsync("Cancelled");
        Assert.Empty(visit.Complaints);
    }

    private static Task StartAsync(Visit visit) => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try all again" }).ClickAsync();
}
