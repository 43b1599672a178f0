using System.Globalization;

namespace CrossStudyBroker.Benchmarks;

/// <summary>
/// Every list and page that is asked for, of the HTTP API and of the desk. Filters are asked for few messages, so that there are as many of them in a small store.
/// </summary>
internal static class Addresses
{
    private static readonly string[] Filters =
    [
        "", "kind=completion", "state=parked", "state=refused", "state=returned", "state=expired", "state=processed", "state=queued", "state=retrying", "state=delivered",
        "state=dry-run", "institution=90002", "institution=90002&state=parked", "institution=90002&state=processed", "institution=90002&kind=enrolment",
        "kind=enrolment&state=parked", "sender=90002&recipient=90001&state=parked", "sender=90002&recipient=90001", "kind=network", "institution=90002&kind=offering",
        "from={ten-days-ago}&to={nine-days-ago}", "state=parked&to={nine-days-ago}", "case=case-1000",
    ];

    /// <summary>The addresses of one host, with the same meaning in each.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(FilledHost host, Visitor visitor)
    {
        var now = TimeProvider.System.GetUtcNow();
        var cause = (await visitor.ReadAsync("/v1/causes"))["causes"]![0]!["id"]!.GetValue<string>(); // one in ten failed
        var failed = (await visitor.ReadAsync("/v1/messages?state=parked&limit=1"))["messages"]![0]!;
        var delivery = failed["deliveries"]![0]!["deliveryId"]!.GetValue<string>();
        var next = (await visitor.ReadAsync($"/v1/messages?to={Text(now.AddDays(-6))}"))["next"]!.GetValue<string>();
        string[] filters = [.. Filters.Append("cause=" + cause).Select(filter => filter.Replace("{ten-days-ago}", Text(now.AddDays(-10)), StringComparison.Ordinal).Replace("{nine-days-ago}", Text(now.AddDays(-9)), StringComparison.Ordinal))];
        return
        [
            .. filters.Select(filter => $"/v1/messages?{filter}{(filter.Length == 0 ? "" : "&limit=5")}"),
            $"/v1/messages?to={Text(now.AddDays(-6))}&cursor={next}",
            $"/v1/messages/{failed["trackingId"]}",
            $"/v1/deliveries/{delivery}",
            "/v1/causes", "/v1/causes/" + cause, "/v1/findings", "/v1/overview", "/v1/overview?days=30", "/v1/retention", "/retention", "/v1/audit", "/audit", "/v1/institutions/90003/connection",
            $"/v1/cases/{failed["caseId"]}", "/v1/jobs",
            "/overview", "/overview?days=30", "/failures", "/failures/" + cause, "/jobs", $"/cases/{failed["caseId"]}",
            "/messages", "/messages?state=parked", "/messages?kind=completion", $"/messages/{failed["trackingId"]}",
            "/institutions", "/institutions/90002", "/institutions/90003/operator-view", "/networks", "/networks/bench", "/permissions",
        ];
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
