using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>The page of a case, shared by home (Metropolia), target (Haaga-Helia) and the operator; and reading the payload of what waits.</summary>
public sealed class CaseTests(Desk desk)
{
    [Fact]
    public async Task Home_and_target_talk_and_hand_over_on_the_same_page_and_the_home_asks_the_operator_R25()
    {
        var caseId = NewId("shared");
        await ParkAsync(caseId);
        await using var target = await desk.VisitAsync("resolver-10056");
        await using var home = await desk.VisitAsync("resolver-10065");
        await using var oper = await desk.VisitAsync("operator");

        await target.OpenAsync($"/cases/{caseId}");
        await Expect(target.Page.Locator(".headline").First).ToContainTextAsync("1 transfer waits");
        await Expect(target.Page.Locator(".turn .tag")).ToHaveTextAsync("Your turn");
        await target.UseAsync("Hand over", "Hand over", "Which study right is it?", to: "Metropolia University of Applied Sciences");
        await Expect(target.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/cases/{caseId}"));

        await home.OpenAsync($"/cases/{caseId}");
        await Expect(home.Page.Locator(".turn .tag")).ToHaveTextAsync("Your turn");
        await Expect(home.Page.Locator(".done")).ToContainTextAsync("Which study right is it?");
        await home.UseAsync("Write a note", "Save the note", "The one of 010190-999W.");
        await Expect(home.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Leave the code out");
        await Expect(home.Page.Locator("textarea[aria-invalid]")).ToHaveValueAsync("The one of 010190-999W.");
        await home.UseAsync("Ask the operator", "Ask the operator", "We do not agree.");

        await oper.OpenAsync($"/cases/{caseId}");
        await Expect(oper.Page.Locator(".turn .tag")).ToHaveTextAsync("Your turn");
        await Expect(oper.Page.GetByRole(AriaRole.Button, new() { Name = "Show the content" })).ToHaveCountAsync(0);
        Assert.Empty(target.Complaints.Concat(home.Complaints).Concat(oper.Complaints));
    }

    [Fact]
    public async Task A_party_sees_its_own_part_of_a_case_and_a_stranger_nothing()
    {
        var caseId = NewId("parts");
        await ParkAsync(caseId);
        await desk.Host.SendAsync(Completion(Laurea, Metropolia).With("caseid", caseId), (Metropolia, MessageState.Processed));

        foreach (var (user, transfers) in new[] { ("resolver-10065", 2), ("viewer-10056", 1), ("viewer-10066", 1), ("operator", 2) })
        {
            await using var visit = await desk.VisitAsync(user);
            Assert.Equal(200, await visit.OpenAsync($"/cases/{caseId}"));
            await Expect(visit.Page.Locator(".transfers > li")).ToHaveCountAsync(transfers);
        }

        var others = NewId("others");
        await ParkAsync(others);
        await using var stranger = await desk.VisitAsync("resolver-10066");
        Assert.Equal(404, await stranger.OpenAsync($"/cases/{others}"));
    }

    [Fact]
    public async Task The_content_of_what_waits_is_shown_to_those_with_the_right_and_the_reading_is_audited()
    {
        var trackingId = await ParkAsync(NewId("read"));
        await using var reader = await desk.VisitAsync("payload-reader-10056");
        await reader.OpenAsync($"/messages/{trackingId}");

        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Show the content" }).ClickAsync();

        await Expect(reader.Page.Locator(".payload")).ToContainTextAsync("\"lastName\": \"Example\"");
        Assert.Equal("read-payload", (await desk.Host.GetAsync(HaagaHelia, $"/v1/audit?message={trackingId}&limit=1")).Body["entries"]![0]!["action"]!.GetValue<string>());
        foreach (var (user, why) in new[] { ("resolver-10056", "Reading payloads is a separate right"), ("operator", "The operator never sees the content") })
        {
            await using var visit = await desk.VisitAsync(user);
            await visit.OpenAsync($"/messages/{trackingId}");
            await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show the content" })).ToBeDisabledAsync();
            await Expect(visit.Page.Locator("main")).ToContainTextAsync(why);
            var form = visit.Context.APIRequest.CreateFormData();
            form.Set("page-token", await visit.Page.Locator("meta[name=page-token]").GetAttributeAsync("content") ?? "");
            form.Set("delivery", await visit.Page.Locator("input[name=delivery]").First.InputValueAsync());
            var answer = await visit.Context.APIRequest.PostAsync($"/messages/{trackingId}/payload", new() { Form = form });
            Assert.Equal(403, answer.Status);
            Assert.DoesNotContain("lastName", await answer.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(reader.Complaints);
    }

    private Task<string> ParkAsync(string caseId) => desk.ParkAsync(Enrolment(caseId), HaagaHelia, "study-right-unknown");
}
