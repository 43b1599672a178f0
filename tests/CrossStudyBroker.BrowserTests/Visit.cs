using CrossStudyBroker.Tests.Behaviour;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>One person's browser during one test.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (Context, Page) = (context, page);
        page.SetDefaultTimeout(30_000);
        page.Console += (_, said) =>
        {
            // A page that is asked for and refused is also told there; tests look at statuses themselves.
            if (said.Type is "error" or "warning" && !said.Text.Contains("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Add(said.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What the browser complained about: scripts that failed, policies that were broken.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Goes to an address; returns the status.</summary>
    public async Task<int> OpenAsync(string address) => (await Page.GotoAsync(address))?.Status ?? 0;

    /// <summary>Opens a page that asks every five seconds what is new: the test moves its clock, and waits for none of them.</summary>
    public async Task OpenFollowedAsync(string address)
    {
        await Page.Clock.InstallAsync();
        await OpenAsync(address);
    }

    /// <summary>Opens the list of failures, again and again until it has a cause: they are counted a moment after a failure.</summary>
    public Task OpenFailuresAsync(ILocator cause) => Eventually.SeesAsync(
        async () =>
        {
            await OpenAsync("/failures");
            return await cause.CountAsync();
        },
        count => count > 0,
        "a cause in the list of failures");

    /// <summary>Opens the page of a cause of failed enrolments by its title in the list.</summary>
    public async Task OpenCauseAsync(string title)
    {
        var cause = Page.Locator(".cause").Filter(new() { HasText = title }).Filter(new() { HasText = "Enrolment requested" });
        await OpenFailuresAsync(cause);
        await cause.GetByRole(AriaRole.Link).ClickAsync();
        await KeysWorkAsync();
    }

    /// <summary>Waits until the page of a list has its scripts: a shortcut key pressed before would be lost.</summary>
    public Task KeysWorkAsync() => Expect(Page.Locator("[data-keys]")).ToBeVisibleAsync();

    /// <summary>What the page's main part says.</summary>
    public Task<string> ReadAsync() => Page.Locator("main").InnerTextAsync();

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
