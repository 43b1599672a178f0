using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Every page in every language: axe finds nothing, light and dark; nothing is cut off or scrolls sideways at 320 pixels; no broken policy.</summary>
public sealed class AccessibilityTests(Desk desk)
{
    private const string OnlyForStrangers = "/sign-in";

    [Theory]
    [InlineData("fi")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Axe_finds_nothing_on_any_page_light_or_dark(string language)
    {
        await using var visit = await desk.VisitAsync("resolver-10056", language);
        await using var stranger = await desk.VisitAsync(null, language);
        foreach (var address in await PagesAsync())
        {
            var page = (address.StartsWith(OnlyForStrangers, StringComparison.Ordinal) ? stranger : visit).Page;
            await page.GotoAsync(address);
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = theme });
                var found = await page.RunAxe();
                Assert.True(found.Violations.Length == 0, $"{address} {theme}: " + string.Join("; ", found.Violations.Select(violation =>
                    $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
            }
        }

        Assert.Empty(visit.Complaints.Concat(stranger.Complaints));
    }

    [Fact]
    public async Task Open_dialogs_and_menus_have_no_findings_either()
    {
        await using var visit = await desk.VisitAsync("operator", "fi");
        await visit.OpenAsync("/messages");
        foreach (var open in new[] { "document.getElementById('keys-help').showModal()", "document.getElementById('keys-help').close(); document.getElementById('columns').showPopover()" })
        {
            await visit.Page.EvaluateAsync(open);
            Assert.Empty((await visit.Page.RunAxe()).Violations.Select(violation => violation.Help));
        }
    }

    [Theory]
    [InlineData("fi", 320)]
    [InlineData("sv", 320)]
    [InlineData("en", 320)]
    [InlineData("fi", 800)]
    [InlineData("en", 1920)]
    public async Task Nothing_scrolls_sideways(string language, int width)
    {
        await using var visit = await desk.VisitAsync("operator", language, width);
        await using var stranger = await desk.VisitAsync(null, language, width);
        foreach (var address in await PagesAsync())
        {
            var page = (address.StartsWith(OnlyForStrangers, StringComparison.Ordinal) ? stranger : visit).Page;
            await page.GotoAsync(address);

            Assert.Equal((address, 0), (address, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")));
        }
    }

    /// <summary>Every page there is, with something on it.</summary>
    private async Task<IReadOnlyList<string>> PagesAsync() =>
    [
        "/sign-in",
        "/sign-in?problem=no-rights",
        "/messages",
        "/messages?state=parked&kind=completion&case=unknown-case",
        "/messages?case=131052-308T",
        .. await desk.SamplesAsync(),
        "/institutions",
        "/institutions/10056",
        "/networks",
        "/networks/3amk",
        "/permissions",
        "/accessibility",
        "/no-such-page",
    ];
}
