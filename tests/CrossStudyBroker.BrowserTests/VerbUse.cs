using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Using a verb on a page, as somebody without a mouse does.</summary>
internal static class VerbUse
{
    /// <summary>Opens a verb by keyboard, fills its form and sends it.</summary>
    public static async Task UseAsync(this Visit visit, string verb, string button, string note, string? to = null)
    {
        var details = visit.Page.Locator("details").Filter(new() { Has = visit.Page.Locator("summary strong", new() { HasTextRegex = new Regex($"^{verb}$") }) });
        await details.Locator("summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        if (to is not null)
        {
            await details.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = to });
        }

        await details.Locator("textarea").FillAsync(note);
        await details.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await visit.Page.WaitForLoadStateAsync();
    }
}
