using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Who did what: filters whose address is the view, page by page, each party its own part.</summary>
public sealed class AuditTests(Desk desk)
{
    [Fact]
    public async Task The_audit_of_a_case_is_found_by_its_filters_and_each_sees_its_own_part()
    {
        var caseId = NewId("case");
        var trackingId = await desk.ParkedAsync(caseId);
        await NoteAsync(trackingId, Metropolia, "The name differs.");
        await NoteAsync(trackingId, HaagaHelia, "We look into it.");

        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenAsync("/audit");
        await visit.Page.GetByLabel("Case").FillAsync(caseId);
        await visit.Page.GetByLabel("Who", new() { Exact = true }).SelectOptionAsync(Metropolia);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($@"/audit\?by={Metropolia}&case={caseId}$"));
        await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("tbody tr")).ToContainTextAsync("The name differs.");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Completion recorded" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/messages/{trackingId}$"));
        Assert.Empty(visit.Complaints);

        await using var stranger = await desk.VisitAsync("resolver-10066");
        await stranger.OpenAsync($"/audit?case={caseId}");
        await Expect(stranger.Page.Locator("main")).ToContainTextAsync("Nothing was done that fits");
    }

    [Fact]
    public async Task Older_entries_are_a_page_away_and_a_wrong_filter_is_marked()
    {
        var trackingId = await desk.ParkedAsync();
        foreach (var note in new[] { "First.", "Second.", "Third." })
        {
            await NoteAsync(trackingId, HaagaHelia, note);
        }

        await using var visit = await desk.VisitAsync("viewer-10056");
        await visit.OpenAsync($"/audit?message={trackingId}&limit=2");
        await Expect(visit.Page.Locator("tbody tr").First).ToContainTextAsync("Third.");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("tbody tr")).ToContainTextAsync("First.");

        Assert.Equal(400, await visit.OpenAsync("/audit?message=nonsense"));
        await Expect(visit.Page.GetByLabel("Tracking id")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    private async Task NoteAsync(string trackingId, string who, string note)
    {
        var delivery = (await desk.Host.GetAsync(who, "/v1/messages/" + trackingId)).Body["deliveries"]![0]!["deliveryId"]!.GetValue<string>(); // one recipient
        Assert.Equal(200, (await desk.Host.PostAsync(who, $"/v1/deliveries/{delivery}/note", new() { ["note"] = note })).Status);
    }
}
