using Deque.AxeCore.Playwright;
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

    [Theory]
    [InlineData("resolver-10056", "Discard", "You may", "When your institution sent the message.")]
    [InlineData("resolver-10056", "Ask the operator", "You may", "When your institution is the student's home institution.")]
    [InlineData("operator", "Discard", "You may not", "Only for: the sender.")]
    [InlineData("operator", "Try again", "You may", "At any time.")]
    [InlineData("operator", "Return to sender", "You may", "When the home institution asked for help")]
    [InlineData("viewer-10056", "Take", "You may not", "A viewer changes nothing")]
    public async Task Each_role_is_told_of_every_verb_whether_it_may_use_it_and_when(string user, string verb, string said, string why)
    {
        await using var visit = await desk.VisitAsync(user);
        await visit.OpenAsync("/permissions");
        var item = visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { Has = visit.Page.GetByText(verb, new() { Exact = true }) });

        await Expect(item.Locator(".tag")).ToHaveTextAsync(said);
        await Expect(item).ToContainTextAsync(why);
    }

    [Fact]
    public async Task What_the_operator_sees_is_shown_to_the_institution_itself_only()
    {
        await desk.ParkedAsync();
        await using var visit = await desk.VisitAsync("viewer-10056");
        await visit.OpenAsync("/institutions/10056");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "What the operator can see of us" }).ClickAsync();
        Assert.Empty((await visit.Page.RunAxe()).Violations);
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("The operator never sees the content of a message.");
        await Expect(visit.Page.Locator("pre").First).ToContainTextAsync("\"deliveries\"");
        Assert.Empty(visit.Complaints);

        await using var other = await desk.VisitAsync("resolver-10065");
        Assert.Equal(403, await other.OpenAsync("/institutions/10056/operator-view"));
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
            await Expect(visit.Page.GetByText("cross-study@haaga-helia.example")).ToBeVisibleAsync();
        }
    }
}
