using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Finnish, Swedish and English: as the browser prefers, until one is chosen.</summary>
public sealed class LanguageTests(Desk desk)
{
    [Theory]
    [InlineData("fi-FI", "fi", "Viestit")]
    [InlineData("sv-FI", "sv", "Meddelanden")]
    [InlineData("de", "en", "Messages")]
    public async Task The_browsers_preference_is_the_first_choice(string preferred, string language, string title)
    {
        await using var visit = await desk.VisitAsync("operator", preferred);
        await visit.OpenAsync("/messages");

        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    [Fact]
    public async Task A_chosen_language_is_remembered_and_leads_back_to_the_same_view()
    {
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages?state=parked");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Suomi" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Viestit");
        Assert.EndsWith("/messages?state=parked", visit.Page.Url, StringComparison.Ordinal);
        await visit.OpenAsync("/institutions/10056");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Haaga-Helia ammattikorkeakoulu");
    }

    [Fact]
    public async Task A_chosen_appearance_is_remembered()
    {
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages");
        var before = await GroundAsync(visit);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" })).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.OpenAsync("/networks");

        Assert.NotEqual(before, await GroundAsync(visit));
    }

    private static Task<string> GroundAsync(Visit visit) => visit.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
}
