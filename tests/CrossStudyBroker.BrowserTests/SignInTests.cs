using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Coming in and going out, and what a stranger sees: nothing.</summary>
public sealed class SignInTests(Desk desk)
{
    [Fact]
    public async Task One_signs_in_comes_where_one_wanted_to_go_and_signs_out()
    {
        await using var visit = await desk.VisitAsync(null);
        await visit.OpenAsync("/messages?state=parked");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Group, new() { Name = "Metropolia University of Applied Sciences 10065" }).GetByRole(AriaRole.Button, new() { Name = "Viewer" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/messages\\?state=parked$"));

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await visit.OpenAsync("/messages");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_stranger_sees_nothing()
    {
        var trackingId = await desk.ProcessedAsync();
        await using var visit = await desk.VisitAsync(null);

        foreach (var address in new[] { "/", "/overview", "/overview?institution=10056", "/messages", $"/messages/{trackingId}", "/institutions", "/institutions/10056", "/networks/3amk", "/permissions" })
        {
            Assert.Equal(200, await visit.OpenAsync(address));
            Assert.Contains("/sign-in", visit.Page.Url, StringComparison.Ordinal);
            Assert.DoesNotContain(trackingId, await visit.ReadAsync(), StringComparison.Ordinal);
        }

        foreach (var address in new[] { "/v1/messages", $"/v1/messages/{trackingId}", "/v1/messages.csv", "/v1/messages.json", "/v1/overview" })
        {
            Assert.Equal(401, (await visit.Context.APIRequest.GetAsync(address)).Status);
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_leads_to_pages_of_this_host_only(string address)
    {
        await using var visit = await desk.VisitAsync(null);
        await visit.OpenAsync("/sign-in?return=" + Uri.EscapeDataString(address));

        await visit.Page.Locator("button[value='operator']").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Level = 1 })).ToBeVisibleAsync();
        Assert.StartsWith(desk.Host.Address.ToString(), visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        await using var visit = await desk.VisitAsync("viewer-10056");
        await visit.OpenAsync("/messages");

        var cookies = await visit.Context.CookiesAsync();
        foreach (var cookie in cookies.Where(cookie => cookie.Name is "csb-session" or "csb-page-token"))
        {
            Assert.True(cookie.HttpOnly);
            Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
            Assert.Equal("/", cookie.Path);
            Assert.Equal(-1, cookie.Expires);
        }

        Assert.Equal(["csb-page-token", "csb-session"], cookies.Select(cookie => cookie.Name).Order());
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("document.cookie"));
    }

    [Fact]
    public async Task Nothing_is_changed_without_the_pages_own_token()
    {
        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenAsync("/messages");
        const string post = "async ([address, token]) => (await fetch(address, { method: 'POST', body: '{}', headers: token ? { 'X-Page-Token': document.querySelector('meta[name=page-token]').content } : {} })).status + ''";

        foreach (var address in new[] { "/sign-out", "/preferences", "/sign-in/demonstration" })
        {
            Assert.Equal("403", await visit.Page.EvaluateAsync<string>(post, new object[] { address, false }));
        }

        // With the token a person is told what a person may not do, not that the page is too old.
        const string problem = "async token => { const answer = await fetch('/v1/messages', { method: 'POST', body: '{}', headers: token ? { 'X-Page-Token': document.querySelector('meta[name=page-token]').content } : {} }); return (await answer.json()).code; }";
        Assert.Equal("page-expired", await visit.Page.EvaluateAsync<string>(problem, false));
        Assert.Equal("not-permitted", await visit.Page.EvaluateAsync<string>(problem, true));
        Assert.Equal(200, await visit.OpenAsync("/messages"));
        Assert.EndsWith("/messages", visit.Page.Url, StringComparison.Ordinal);
    }
}
