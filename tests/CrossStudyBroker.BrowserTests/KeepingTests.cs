using CrossStudyBroker.Tests.Api;
using CrossStudyBroker.Tests.Behaviour;
using Microsoft.Playwright;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;
using static Microsoft.Playwright.Assertions;

namespace CrossStudyBroker.BrowserTests;

/// <summary>What is kept, in plain words and live numbers.</summary>
public sealed class KeepingTests(Desk desk)
{
    [Fact]
    public async Task What_waits_is_counted_with_the_time_of_its_erasing_and_is_gone_from_the_numbers_when_it_is_resolved()
    {
        await using var visit = await desk.VisitAsync("viewer-10066"); // for whom no other test lets anything wait
        var trackingId = await desk.ParkAsync(Completion(recipient: Laurea), Laurea, "student-unknown");
        var before = await WaitingAsync(visit);
        var delivery = (await desk.Host.GetAsync(HaagaHelia, "/v1/messages/" + trackingId)).Body["deliveries"]![0]!["deliveryId"]!.GetValue<string>(); // one recipient
        await desk.Host.PostAsync(HaagaHelia, $"/v1/deliveries/{delivery}/discard", new() { ["note"] = "Not needed." });

        await Eventually.SeesAsync(() => WaitingAsync(visit), now => now < before, "fewer that wait"); // what is on its way counts for a moment too
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Every_sort_of_thing_says_in_words_how_long_it_is_kept_and_how_its_clock_ran()
    {
        await using var visit = await desk.VisitAsync("operator", "fi");
        await visit.OpenAsync("/retention");

        foreach (var said in new[] { "enintään 14 päivää", "Enintään 90 päivää", "Enintään 60 päivää", "Enintään 730 päivää" })
        {
            await Expect(visit.Page.Locator(".kept")).ToContainTextAsync(said);
        }

        await Expect(visit.Page.Locator(".kept tbody tr").Nth(1)).ToContainTextAsync("Valmis");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "CampusOnline" })).ToBeVisibleAsync();
    }

    private static async Task<int> WaitingAsync(Visit visit)
    {
        await visit.OpenAsync("/retention");
        return int.Parse(await visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Contents of messages" }).First.Locator(".amount").InnerTextAsync(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
    }
}
