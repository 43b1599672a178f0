using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>Who may what, and that the page says why not.</summary>
public sealed class RoleTests(Desk desk)
{
    [Theory]
    [InlineData("viewer-10056", "See messages and their status", "You may")]
    [InlineData("viewer-10056", "Resolve failed transfers", "You may not")]
    [InlineData("resolver-10056", "Resolve failed transfers", "You may")]
    [InlineData("resolver-10056", "Read the payload of a waiting message", "You may not")]
    [InlineData("payload-reader-10056", "Read the payload of a waiting message", "You may")]
    [InlineData("operator", "Read the payload of a waiting message", "You may not")]
    public async Task Each_role_is_told_what_it_may(string user, string right, string said)
    {
        await using var visit = await desk.VisitAsync(user);
        await visit.OpenAsync("/permissions");

        await Expect(visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = right }).Locator(".tag")).ToHaveTextAsync(said);
    }

    [Fact]
    public async Task A_viewer_is_told_why_it_may_not_act_and_whom_to_ask()
    {
        await using var visit = await desk.VisitAsync("viewer-10056");
        await visit.OpenAsync("/permissions");

        await Expect(visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Resolve failed transfers" })).ToContainTextAsync("Ask your institution's administrator for the resolver role");
    }

    [Fact]
    public async Task How_an_institution_is_connected_is_its_own_and_the_operators_to_see()
    {
        foreach (var (user, sees) in new[] { ("viewer-10056", true), ("operator", true), ("resolver-10065", false) })
        {
            await using var visit = await desk.VisitAsync(user);
            Assert.Equal(200, await visit.OpenAsync("/institutions/10056"));

            await Expect(visit.Page.GetByText("Connected by")).ToHaveCountAsync(sees ? 1 : 0);
            await Expect(visit.Page.GetByText("opintotoimisto@haaga-helia.example")).ToBeVisibleAsync();
        }
    }
}
