using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossStudyBroker.Tests.Api;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>The list of messages: filters that are addresses, pages, new messages, columns, export.</summary>
public sealed class MessagesTests(Desk desk)
{
    [Fact]
    public async Task Filters_are_combined_and_their_address_shows_the_same_again()
    {
        var caseId = ApiMessages.NewId("filtered");
        var (processed, parked) = (await desk.ProcessedAsync(caseId), await desk.ParkedAsync(caseId)); // in this order: what follows a parked one waits
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages");

        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Case" }).FillAsync(caseId);
        await PickAsync(visit, "State", "Parked");

        await Expect(visit.Page).ToHaveURLAsync(new Regex($"/messages\\?case={caseId}&state=parked$"));
        await Expect(Row(visit, parked)).ToContainTextAsync("Parked");
        await Expect(Row(visit, parked)).ToContainTextAsync("The student cannot be told apart");
        await Expect(Row(visit, processed)).ToHaveCountAsync(0);

        await using var other = await desk.VisitAsync("resolver-10065");
        await other.OpenAsync(visit.Page.Url);
        await Expect(Row(other, parked)).ToBeVisibleAsync();
        await other.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("State: Parked") }).ClickAsync();
        await Expect(Row(other, processed)).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints.Concat(other.Complaints));
    }

    [Fact]
    public async Task Several_values_and_none_of_them_are_chosen_in_lists()
    {
        var caseId = ApiMessages.NewId("picked");
        var (processed, refused, parked) = (await desk.ProcessedAsync(caseId), await desk.RefusedAsync(caseId), await desk.ParkedAsync(caseId));
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync($"/messages?case={caseId}");

        await PickAsync(visit, "State", "Parked", "Refused");
        await Expect(visit.Page).ToHaveURLAsync(new Regex($"/messages\\?case={caseId}&state=parked,refused$"));
        Assert.Equal([parked, refused], await IdsAsync(visit));

        await visit.Page.Locator("summary", new() { HasText = "State:" }).ClickAsync();
        await visit.Page.Locator("[data-pick][open] select").SelectOptionAsync("is none of these");
        await visit.Page.Locator("[data-pick][open] button").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex($"/messages\\?case={caseId}&state=!parked,!refused$"));
        Assert.Equal([processed], await IdsAsync(visit));
        await Expect(visit.Page.Locator(".chip").Nth(1)).ToContainTextAsync("State: not Parked or Refused");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task All_filters_are_in_the_form_and_come_back_as_they_were_set()
    {
        const string address = "/messages?age=..24h&attempts=5..&case=c-1&code=student-unknown&direction=sent&from=2026-01-01T00:00:00Z&id=m-1&institution=!10065&kind=completion"
            + "&network=3amk&recipient=10056,10065&sender=!10066&state=!processed,!delivered&text=unknown&to=2027-01-01T00:00:00Z&type=crossstudy.completion.recorded.v1";
        await using var visit = await desk.VisitAsync("resolver-10056");
        Assert.Equal(200, await visit.OpenAsync(address));

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).Last.ClickAsync();

        await visit.Page.WaitForURLAsync(url => url.Contains("/messages", StringComparison.Ordinal) && !url.Contains(".is", StringComparison.Ordinal));
        Assert.Equal(
            Uri.UnescapeDataString(address).Split('?', '&').Order(StringComparer.Ordinal),
            Uri.UnescapeDataString(new Uri(visit.Page.Url).PathAndQuery).Replace("!delivered,!processed", "!processed,!delivered", StringComparison.Ordinal).Split('?', '&').Order(StringComparer.Ordinal));
        await Expect(visit.Page.Locator(".chip")).ToHaveCountAsync(16);
    }

    [Fact]
    public async Task A_list_of_choices_opens_and_closes_by_keyboard()
    {
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages");
        var state = visit.Page.Locator("summary", new() { HasText = "State:" });

        await state.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Parked" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(state).ToBeFocusedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Parked" })).ToBeHiddenAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Enter"); // as in every form
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/messages\\?state=parked$"));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_used_is_explained_at_its_place()
    {
        await using var visit = await desk.VisitAsync("operator");

        Assert.Equal(400, await visit.OpenAsync("/messages?case=131052-308T&state=parkd&colour=red"));

        await Expect(visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Case" })).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Case" })).ToHaveAccessibleDescriptionAsync(new Regex("never an identity code"));
        await Expect(visit.Page.Locator("summary", new() { HasText = "State:" })).ToHaveAccessibleDescriptionAsync("Choose from the list.");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("colour");
        Assert.DoesNotContain("131052-308T", await visit.Page.Locator("main").InnerHTMLAsync(), StringComparison.Ordinal);
        await Expect(visit.Page.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("131052-308T")]
    [InlineData("1.2.246.562.24.00000000001")]
    public async Task An_identity_code_does_not_get_into_the_address(string code)
    {
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages");

        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Case" }).FillAsync(code);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).Last.ClickAsync();

        Assert.True(await visit.Page.EvaluateAsync<bool>("document.querySelector('#f-case').matches(':invalid')"));
        Assert.EndsWith("/messages", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moments_are_given_in_Finnish_time()
    {
        var trackingId = await desk.ProcessedAsync();
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync("/messages");

        await visit.Page.GetByText("More filters").ClickAsync();
        await visit.Page.GetByLabel("Received before").FillAsync("2026-01-01T02:00");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).Last.ClickAsync();

        await Expect(visit.Page.GetByLabel("Received before")).ToHaveValueAsync("2026-01-01T02:00");
        await Expect(visit.Page.Locator(".chip")).ToContainTextAsync("1 Jan 2026, 02:00:00");
        Assert.Contains("to=2026-01-01T00:00:00Z", await visit.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).GetAttributeAsync("href"), StringComparison.Ordinal);
        await Expect(Row(visit, trackingId)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Older_messages_come_page_by_page()
    {
        var caseId = ApiMessages.NewId("paged");
        var sent = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            sent.Insert(0, await desk.ProcessedAsync(caseId));
        }

        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync($"/messages?case={caseId}&limit=2");
        Assert.Equal(sent[..2], await IdsAsync(visit));

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Expect(Row(visit, sent[2])).ToBeVisibleAsync();
        Assert.Equal(sent[2..], await IdsAsync(visit));

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        await Expect(Row(visit, sent[0])).ToBeVisibleAsync();
    }

    [Fact]
    public async Task New_messages_are_told_without_moving_rows_and_not_while_paused()
    {
        var caseId = ApiMessages.NewId("live");
        var first = await desk.ProcessedAsync(caseId);
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenFollowedAsync($"/messages?case={caseId}");
        var second = await desk.ProcessedAsync(caseId);
        await visit.Page.Clock.RunForAsync(5000);

        await Expect(visit.Page.GetByText("1 new message", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal([first], await IdsAsync(visit));

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(Row(visit, second)).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Columns_are_chosen_and_remembered()
    {
        var caseId = ApiMessages.NewId("columns");
        await desk.ProcessedAsync(caseId);
        await using var visit = await desk.VisitAsync("operator");
        await visit.OpenAsync($"/messages?case={caseId}");
        await Expect(visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Case" })).ToHaveCountAsync(0);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Case", Exact = true }).CheckAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "From and to" }).UncheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show these" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Case" })).ToBeVisibleAsync();
        Assert.EndsWith($"/messages?case={caseId}", visit.Page.Url, StringComparison.Ordinal);
        await visit.OpenAsync("/messages");
        await Expect(visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Case" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "From and to" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_filtered_is_exported_as_CSV_and_JSON()
    {
        var caseId = ApiMessages.NewId("exported");
        var (refused, processed) = (await desk.RefusedAsync(caseId), await desk.ProcessedAsync(caseId));
        await using var visit = await desk.VisitAsync("resolver-10056");
        await visit.OpenAsync($"/messages?case={caseId}");

        var csv = await DownloadAsync(visit, "CSV");
        var json = JsonNode.Parse(await DownloadAsync(visit, "JSON"))!.AsArray(); // an array

        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("receivedAt,trackingId,sender,recipient,type", lines[0], StringComparison.Ordinal);
        Assert.Equal([processed, refused], lines[1..].Select(line => line.Split(',')[1]));
        Assert.Contains(",refused,student-unknown,1,", lines[2], StringComparison.Ordinal);
        Assert.Equal([processed, refused], json.Select(message => message!["trackingId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task In_another_zone_moments_are_shown_as_there_and_UTC_on_hover()
    {
        var trackingId = await desk.ProcessedAsync();
        await using var visit = await desk.VisitAsync("operator", timeZone: "America/New_York");
        await visit.OpenAsync($"/messages/{trackingId}");

        await Expect(visit.Page.Locator("footer")).ToContainTextAsync("America/New_York");
        var time = visit.Page.Locator("main time[data-moment]").First;
        var utc = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture); // always there
        var local = TimeZoneInfo.ConvertTime(utc, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        Assert.Contains(local.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), await time.InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("UTC", await time.GetAttributeAsync("title"), StringComparison.Ordinal);
    }

    private static async Task PickAsync(Visit visit, string filter, params string[] values)
    {
        await visit.Page.Locator("summary", new() { HasText = filter + ":" }).ClickAsync();
        foreach (var value in values)
        {
            await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = value, Exact = true }).CheckAsync();
        }

        await visit.Page.Locator("[data-pick][open] button").ClickAsync();
    }

    private static ILocator Row(Visit visit, string trackingId) => visit.Page.Locator($"tr[data-id='{trackingId}']");

    private static async Task<IReadOnlyList<string>> IdsAsync(Visit visit) =>
        await visit.Page.Locator("tr[data-id]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.id)");

    private static async Task<string> DownloadAsync(Visit visit, string name)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        return await reader.ReadToEndAsync();
    }
}
