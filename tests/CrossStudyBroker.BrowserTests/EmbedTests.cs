using CrossStudyBroker.Tests.Api;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>The status of a case inside an institution's own system (R24).</summary>
public sealed class EmbedTests(Desk desk)
{
    [Theory]
    [InlineData("fi", "Tapauksen tiedonsiirrot", "Pysähtynyt")]
    [InlineData("sv", "Ärendets överföringar", "Stannat")]
    [InlineData("en", "Transfers of the case", "Parked")]
    public async Task The_list_has_no_findings_light_and_dark_narrow_and_wide_in_each_language(string language, string title, string state)
    {
        await using var visit = await desk.VisitAsync(null);
        await visit.OpenAsync(await AddressAsync() + "&lang=" + language);

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Expect(visit.Page.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(visit.Page.GetByRole(AriaRole.Listitem).Last).ToContainTextAsync(state);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Empty((await visit.Page.RunAxe()).Violations.Select(violation => violation.Id));
        }

        foreach (var width in new[] { 240, 320, 1280 })
        {
            await visit.Page.SetViewportSizeAsync(width, 800);
            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }

        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_system_that_is_entered_frames_it_and_another_does_not()
    {
        var framed = $":{desk.Sis.Port}/?frame={Uri.EscapeDataString(new Uri(desk.Host.Address, await AddressAsync()).ToString())}";
        await using var visit = await desk.VisitAsync(null);

        await visit.Page.GotoAsync("http://localhost" + framed); // entered (Desk)
        var frame = visit.Page.FrameLocator("iframe");
        await Expect(frame.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Transfers of the case");
        await frame.GetByRole(AriaRole.Link, new() { Name = "Refresh" }).ClickAsync();
        await Expect(frame.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        Assert.Empty(visit.Complaints);

        await visit.Page.GotoAsync("http://127.0.0.1" + framed); // another origin
        await Expect(frame.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(0);
        Assert.Contains(visit.Complaints, complaint => complaint.Contains("frame-ancestors", StringComparison.Ordinal));
    }

    private async Task<string> AddressAsync()
    {
        var caseId = ApiMessages.NewId("framed");
        await desk.ProcessedAsync(caseId);
        await desk.ParkedAsync(caseId);
        var answer = await desk.Host.AskAsync(HttpMethod.Post, ApiMessages.Metropolia, $"/v1/cases/{caseId}/embed");
        return new Uri(answer.Text("url")!).PathAndQuery; // documented
    }
}
