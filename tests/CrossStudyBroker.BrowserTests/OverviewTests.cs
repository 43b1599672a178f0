using System.Globalization;
using System.Text.RegularExpressions;
using CrossStudyBroker.Tests.Behaviour;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>The first page: whether transfers flow, and where to look if not.</summary>
public sealed class OverviewTests(Desk desk)
{
    [Fact]
    public async Task Signing_in_leads_to_the_overview()
    {
        await using var visit = await desk.VisitAsync(null);
        await visit.OpenAsync("/");
        await visit.Page.Locator("button[value='operator']").ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new Regex("/overview$"));
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Level = 1 })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("nav [aria-current=page]")).ToHaveTextAsync("Overview");
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("viewer-10056")]
    [InlineData("resolver-10065")]
    public async Task A_parked_transfer_is_told_in_one_sentence_and_found_in_two_steps_by_those_concerned(string user)
    {
        var parked = await desk.ParkedAsync();
        await IsFoundAsync();
        await using var visit = await desk.VisitAsync(user);
        await visit.OpenAsync("/overview");

        await Expect(visit.Page.Locator(".verdict .said")).ToHaveTextAsync(new Regex("^[0-9,]+ transfers? needs? a person\\.$"));
        await Expect(visit.Page.Locator("#findings")).ToContainTextAsync("Metropolia University of Applied Sciences: Failed deliveries wait for a person");
        await Expect(visit.Page.Locator("#findings")).ToContainTextAsync("What to do: Home and target agree on what to do");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "See the failures" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Failures", Level = 1 })).ToBeVisibleAsync();

        await visit.Page.GoBackAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^[0-9,]+ Need a person, Completion$") }).First.ClickAsync();
        await Expect(visit.Page.Locator($"tr[data-id='{parked}']")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".chips")).ToContainTextAsync("Parked");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task From_whom_to_whom_leads_to_the_messages_between_the_two_and_to_each_institutions_part()
    {
        await desk.ProcessedAsync();
        await IsCountedAsync(above: 0);
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/overview?days=1");

        await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^[0-9,]+ Arrived, Haaga-Helia .* → Metropolia") }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/messages\\?sender=10056&recipient=10065&state=!dry-run&from="));
        await Expect(visit.Page.Locator(".chips")).ToContainTextAsync("Sender: Haaga-Helia University of Applied Sciences 10056");

        await visit.Page.GoBackAsync();
        await visit.Page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Metropolia") }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Metropolia University of Applied Sciences");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Received", Level = 3 })).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "All institutions" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task An_institution_sees_its_own_numbers_only()
    {
        await desk.OfferingAsync();
        await using var visit = await desk.VisitAsync("resolver-10066");
        await visit.OpenAsync("/overview");

        var addresses = await visit.Page.Locator("main a[href^='/messages?']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.All(addresses, address => Assert.Contains("10066", address, StringComparison.Ordinal));
        Assert.Equal(404, await visit.OpenAsync("/overview?institution=10056"));
        await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("Haaga-Helia");
    }

    [Fact]
    public async Task Numbers_follow_by_themselves_until_paused_and_what_somebody_reads_stays_as_it_is()
    {
        await desk.ProcessedAsync();
        var before = await IsCountedAsync(above: 0);
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenFollowedAsync("/overview");
        var arrived = Arrived(visit);
        var table = visit.Page.Locator("[data-part='hours-all'] details");
        await table.Locator("summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(25);

        await desk.ProcessedAsync();
        var after = await IsCountedAsync(above: before);
        await visit.Page.Clock.RunForAsync(5000);
        await Eventually.SeesAsync(async () => NumberIn(await arrived.InnerTextAsync()), shown => shown >= after, "the number that is counted now");
        await Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(25); // still open
        await Expect(table.Locator("summary")).ToBeFocusedAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        var paused = await arrived.InnerTextAsync();
        await desk.ProcessedAsync();
        await IsCountedAsync(above: NumberIn(paused));
        await visit.Page.Clock.RunForAsync(20_000);
        Assert.Equal(paused, await arrived.InnerTextAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_was_asked_for_before_a_pause_changes_nothing_after_it()
    {
        await desk.ProcessedAsync();
        await IsCountedAsync(above: 0);
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenFollowedAsync("/overview");
        var arrived = Arrived(visit);
        var asked = new TaskCompletionSource<IRoute>();
        await visit.Page.RouteAsync("**/overview", route => asked.TrySetResult(route) ? Task.CompletedTask : route.ContinueAsync());
        await visit.Page.Clock.RunForAsync(5000);
        var held = await asked.Task;
        var shown = await arrived.InnerTextAsync();
        await desk.ProcessedAsync();
        await IsCountedAsync(above: NumberIn(shown));

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        var answer = await visit.Page.RunAndWaitForResponseAsync(() => held.ContinueAsync(), response => response.Request == held.Request);
        await answer.FinishedAsync();
        await visit.Page.EvaluateAsync("fetch(location.href).then(answer => answer.text())"); // read by the page after the one before

        Assert.Equal(shown, await arrived.InnerTextAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_overview_is_used_by_keyboard_alone()
    {
        await desk.ParkedAsync();
        await IsFoundAsync();
        await using var visit = await desk.VisitAsync("operator", width: 320);
        await visit.OpenAsync("/overview");

        foreach (var name in new[] { "^Pause$", "^See the failures$", "^See the messages", "^30 days$", " Arrived, All kinds$" })
        {
            await TabToAsync(visit.Page, new Regex(name));
        }

        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Messages", Level = 1 })).ToBeVisibleAsync();
    }

    private static async Task TabToAsync(IPage page, Regex name)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (name.IsMatch(await page.EvaluateAsync<string>("document.activeElement.textContent.trim()")))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not reach {name}.");
    }

    /// <summary>How many arrived, once it is more than that: counts are a moment behind.</summary>
    private async Task<long> IsCountedAsync(long above) => await Eventually.SeesAsync(
        async () => (await desk.Host.GetAsync(Operator, "/v1/overview")).Body["totals"]![0]!["arrived"]!.GetValue<long>(), arrived => arrived > above, "counts"); // always there

    private async Task IsFoundAsync() => await Eventually.SeesAsync(
        async () => (await desk.Host.GetAsync(Operator, "/v1/findings")).Texts("findings", "institution").Contains(Metropolia), found => found, "a finding");

    private static ILocator Arrived(Visit visit) => visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^[0-9,]+ Arrived, All kinds$") });

    private static long NumberIn(string text) => long.Parse(Regex.Match(text, "[0-9,]+").Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
