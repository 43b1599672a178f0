using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Every page in every language: axe finds nothing, light and dark; nothing scrolls sideways at 320 pixels or any other width; no policy is broken.</summary>
public sealed class AccessibilityTests(Desk desk)
{
    private const string OnlyForStrangers = "/sign-in";

    /// <summary>What differs between light and dark is colours; everything else is looked at once.</summary>
    private static readonly AxeRunOptions OnlyColours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    [Theory]
    [InlineData("fi")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_page_is_without_findings_light_and_dark_narrow_and_wide(string language)
    {
        await using var visit = await desk.VisitAsync("resolver-10056", language);
        await using var stranger = await desk.VisitAsync(null, language);
        foreach (var address in await PagesAsync())
        {
            var page = (address.StartsWith(OnlyForStrangers, StringComparison.Ordinal) ? stranger : visit).Page;
            await page.GotoAsync(address);

            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            Assert.Equal("", Findings(address, await page.RunAxe()));
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            Assert.Equal("", Findings(address, await page.RunAxe(OnlyColours)));
            foreach (var width in new[] { 320, 800, 1920, 1280 })
            {
                await page.SetViewportSizeAsync(width, 800);
                Assert.Equal((address, width, 0), (address, width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")));
            }
        }

        Assert.Empty(visit.Complaints.Concat(stranger.Complaints));
    }

    [Fact]
    public async Task Open_dialogs_and_menus_have_no_findings_either()
    {
        await using var visit = await desk.VisitAsync("operator", "fi");
        await visit.OpenAsync("/messages");
        foreach (var open in new[] { "document.getElementById('keys-help').showModal()", "document.getElementById('keys-help').close(); document.getElementById('columns').showPopover()", "document.getElementById('columns').hidePopover(); document.querySelector('[data-pick]').open = true" })
        {
            await visit.Page.EvaluateAsync(open);
            Assert.Equal("", Findings(open, await visit.Page.RunAxe()));
        }
    }

    [Theory]
    [InlineData("fi")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_refused_form_has_no_findings_either(string language)
    {
        await using var visit = await desk.VisitAsync("resolver-10056", language, width: 320);
        await visit.OpenAsync($"/messages/{await desk.ParkedAsync()}");
        var details = visit.Page.Locator(".verbs details").Last;
        await details.Locator("summary").ClickAsync();
        Assert.Equal("", Findings("open form", await visit.Page.RunAxe()));
        await details.Locator("textarea").FillAsync("010190-999W");
        await details.Locator("button").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).WaitForAsync();

        Assert.Equal("", Findings("refused form", await visit.Page.RunAxe()));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /// <summary>Every page there is, with something on it.</summary>
    private async Task<IReadOnlyList<string>> PagesAsync() =>
    [
        "/sign-in",
        "/sign-in?problem=no-rights",
        "/overview",
        "/overview?days=30",
        "/messages",
        "/messages?state=parked&kind=completion&case=unknown-case",
        "/messages?case=131052-308T",
        "/messages?state=!processed&direction=received&age=..7d&network=3amk",
        "/messages?code=x&network=3amkk",
        .. await desk.SamplesAsync(),
        "/failures",
        "/jobs",
        await desk.CaseAsync(),
        await desk.CauseAsync(),
        "/institutions",
        "/institutions/10056",
        "/institutions/10056/operator-view",
        "/networks",
        "/networks/3amk",
        "/audit",
        "/retention",
        "/audit?by=10056&message=nonsense",
        "/permissions",
        "/accessibility",
        "/no-such-page",
    ];

    private static string Findings(string place, AxeResult result) => string.Join('\n', result.Violations.Select(violation =>
        $"{place}: {violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
}
