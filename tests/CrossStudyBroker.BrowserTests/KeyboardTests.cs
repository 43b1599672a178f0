using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Everything by keyboard alone.</summary>
public sealed class KeyboardTests(Desk desk)
{
    [Fact]
    public async Task A_whole_story_is_done_without_a_mouse()
    {
        var caseId = ApiMessages.NewId("keyboard");
        var (older, newer) = (await desk.ProcessedAsync(caseId), await desk.ParkedAsync(caseId));
        await using var visit = await desk.VisitAsync(null);
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        await visit.OpenAsync($"/messages?case={caseId}");

        await TabToAsync(page, "button[value='resolver-10056']");
        await keys.PressAsync("Enter");
        await visit.KeysWorkAsync();

        await keys.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();

        await keys.PressAsync("j");
        await Expect(page.Locator($"tr[data-id='{newer}'] [data-main]")).ToBeFocusedAsync();
        await keys.PressAsync("j");
        await Expect(page.Locator($"tr[data-id='{older}'] [data-main]")).ToBeFocusedAsync();
        await keys.PressAsync("x");
        await Expect(page.Locator($"tr[data-id='{older}'] [data-select]")).ToBeCheckedAsync();
        await Expect(page.GetByText("1 message selected")).ToBeVisibleAsync();
        await keys.PressAsync("k");
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/messages/{newer}$"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_slash_leads_to_the_filters_and_a_question_mark_to_the_help()
    {
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages");

        await visit.Page.Keyboard.PressAsync("/");
        await Expect(visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Case" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("jkx?/");
        await Expect(visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Case" })).ToHaveValueAsync("jkx?/");

        await visit.Page.Locator("main").FocusAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Shortcut keys" })).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Shortcut_keys_can_be_turned_off()
    {
        await desk.ProcessedAsync();
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Shortcut keys" }).ClickAsync();
        await visit.Page.GetByLabel("Shortcut keys are on").UncheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await visit.OpenAsync("/messages");
        await visit.Page.Locator("main").FocusAsync();
        await visit.Page.Keyboard.PressAsync("j");

        await Expect(visit.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_narrow_screen_the_menu_opens_and_closes_by_keyboard()
    {
        await using var visit = await desk.VisitAsync("operator", width: 320);
        await visit.OpenAsync("/messages");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Networks" })).ToBeHiddenAsync();

        await TabToAsync(visit.Page, ".menu-button");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Networks" })).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Networks" })).ToBeHiddenAsync();
        await Expect(visit.Page.Locator(".menu-button")).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not reach {selector}.");
    }
}
