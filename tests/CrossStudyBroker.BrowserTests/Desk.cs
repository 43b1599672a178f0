using System.Collections.Concurrent;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(CrossStudyBroker.BrowserTests.Desk))]

namespace CrossStudyBroker.BrowserTests;

/// <summary>One host and one headless browser for all tests. Each test has a context of its own, signed in as whom it needs.</summary>
public sealed class Desk : IAsyncLifetime
{
    private static readonly string Chromium = Environment.GetEnvironmentVariable("CROSSSTUDY_TEST_CHROMIUM") ?? "/usr/bin/chromium";
    private readonly ConcurrentDictionary<string, Task<string>> _sessions = new(StringComparer.Ordinal);
    private readonly Lazy<Task<IReadOnlyList<string>>> _samples;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Desk() => _samples = new(async () =>
    [
        $"/messages/{await this.ProcessedAsync("sampled")}",
        $"/messages/{await this.ParkedAsync("sampled")}",
        $"/messages/{await this.RefusedByBrokerAsync()}",
        $"/messages/{await this.OfferingAsync()}",
    ]);

    /// <summary>The host: sample institutions whose systems answer as a test says, and the demonstration's users.</summary>
    internal ApiHost Host { get; } = new() { Services = services => services.AddDemonstrationUsers() };

    /// <summary>A study information system; at <c>localhost</c> it may frame the desk's pages for that, at <c>127.0.0.1</c> it is another.</summary>
    internal FramingSystem Sis { get; } = new();

    /// <summary>Addresses of messages that came to different ends, two of them of one case; sent once.</summary>
    internal Task<IReadOnlyList<string>> SamplesAsync() => _samples.Value;

    private IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, $"There is no browser at {Chromium}: install Debian's chromium, or name one in CROSSSTUDY_TEST_CHROMIUM.");
            return _browser!; // skipped above
        }
    }

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000); // long, because the machine may be busy; a test that passes does not wait for it
        await Sis.StartAsync();
        Host.Settings["Embed:Ancestors:0"] = $"http://localhost:{Sis.Port}";
        Host.Settings["Findings:Interval"] = "00:00:01"; // so that a parked message is found at once, and the overview has something to show
        Host.Settings["Findings:Parked"] = "00:00:01";
        await Host.InitializeAsync();
        if (File.Exists(Chromium))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        await Host.DisposeAsync();
        await Sis.DisposeAsync();
    }

    /// <summary>A fresh browser context. Whatever the browser complains about fails the test that looks at <see cref="Visit.Complaints"/>.</summary>
    /// <param name="user">Demonstration user; null: nobody.</param>
    /// <param name="language">What the browser prefers.</param>
    /// <param name="width">Width of the window.</param>
    /// <param name="timeZone">Where the browser is.</param>
    internal async Task<Visit> VisitAsync(string? user, string language = "en", int width = 1280, string timeZone = "Europe/Helsinki")
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Host.Address.ToString(),
            Locale = language,
            TimezoneId = timeZone,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            StorageState = user is null ? null : await _sessions.GetOrAdd(user, SignInAsync),
            Permissions = ["clipboard-read", "clipboard-write"],
            ReducedMotion = ReducedMotion.Reduce, // a colour half way between two is no finding
        });
        return new Visit(context, await context.NewPageAsync());
    }

    private async Task<string> SignInAsync(string user)
    {
        await using var visit = await VisitAsync(null);
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.Locator($"button[value='{user}']").ClickAsync();
        return await visit.Context.StorageStateAsync();
    }
}
