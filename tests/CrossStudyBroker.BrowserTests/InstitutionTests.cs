using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Api;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>An institution's own page: how its system is connected, and the test of it.</summary>
public sealed class InstitutionTests(Desk desk)
{
    [Fact]
    public async Task A_resolver_tests_the_connection_by_keyboard_and_reads_what_was_tried_and_what_to_do()
    {
        desk.Host.Sis(Laurea).Check = () => Task.FromResult<Outcome?>(Outcome.Processed);
        await using var visit = await desk.VisitAsync("resolver-10066");
        await visit.OpenAsync("/institutions/10066");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.Locator("#test")).ToContainTextAsync("The connection works");
        await Expect(visit.Page.Locator("#test")).ToContainTextAsync("The adapter asked the study information system, which answered.");

        desk.Host.Sis(Laurea).Check = () => Task.FromResult<Outcome?>(Outcome.FailedTemporarily(ProblemCodes.RecipientUnreachable));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" }).ClickAsync();
        await Expect(visit.Page.Locator("#test")).ToContainTextAsync("The connection does not work");
        await Expect(visit.Page.Locator("#test")).ToContainTextAsync("Those who run the study information system look at whether it is up");
        Assert.Empty((await visit.Page.RunAxe()).Violations);
        Assert.Empty(visit.Complaints);

        await using var operating = await desk.VisitAsync("operator");
        await operating.OpenAsync("/audit?action=test-connection&by=10066");
        await Expect(operating.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Tested the connection" }).First).ToContainTextAsync("Laurea");
    }

    [Fact]
    public async Task A_viewer_sees_the_connection_and_is_told_why_it_may_not_test_it()
    {
        await using var visit = await desk.VisitAsync("viewer-10066");
        await visit.OpenAsync("/institutions/10066");

        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" })).ToBeDisabledAsync();
        await Expect(visit.Page.Locator("#test")).ToContainTextAsync("Ask your institution's administrator for the resolver role");
    }

    [Fact]
    public async Task Another_institution_neither_sees_the_connection_nor_tests_it()
    {
        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenAsync("/institutions/10056");
        await visit.Page.EvaluateAsync("document.querySelector('#test form').action = '/institutions/10066/connection-test'");
        var answer = await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Test the connection" }).ClickAsync(), response => response.Request.Method == "POST");
        Assert.Equal(403, answer.Status);

        await visit.OpenAsync("/institutions/10066");
        await Expect(visit.Page.Locator("#test")).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByText("Last sign of life")).ToHaveCountAsync(0);
    }
}
