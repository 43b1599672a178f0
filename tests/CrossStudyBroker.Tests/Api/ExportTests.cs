using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary><c>GET /v1/messages.csv</c> and <c>.json</c>.</summary>
public sealed class ExportTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task All_that_the_filters_find_is_there_beyond_one_page()
    {
        var caseId = NewId("case");
        var sent = new List<string>();
        for (var i = 0; i < 203; i++)
        {
            sent.Insert(0, await host.SendAsync(Completion().With("caseid", caseId)));
        }

        var csv = await CsvAsync(HaagaHelia, $"case={caseId}&limit=1");
        var json = (await host.GetAsync(Metropolia, $"/v1/messages.json?case={caseId}")).Body.AsArray();

        Assert.Equal(sent, csv.Select(row => row[1]));
        Assert.Equal(sent, json.Select(message => message!["trackingId"]!.GetValue<string>())); // required by the document
    }

    [Fact]
    public async Task A_message_to_several_has_a_row_for_each_delivery_that_one_may_see()
    {
        var trackingId = await host.SendAsync(Offering(), (Metropolia, MessageState.Processed), (Laurea, MessageState.Processed));

        Assert.Equal([Metropolia, Laurea], Recipients(await CsvAsync(HaagaHelia, "kind=offering")));
        Assert.Equal([Laurea], Recipients(await CsvAsync(Laurea, "kind=offering")));

        IEnumerable<string> Recipients(IEnumerable<string[]> rows) => rows.Where(row => row[1] == trackingId).Select(row => row[3]);
    }

    [Fact]
    public async Task What_a_spreadsheet_would_run_is_text()
    {
        await host.PostAsync(HaagaHelia, "{\"specversion\":\"1.0\",\"id\":\"m-1\",\"type\":\"=cmd|' /C calc'!A0,\\\"x\\\"\",\"source\":\"/institutions/10056\",\"time\":\"2026-01-01T00:00:00Z\",\"data\":{}}"u8.ToArray());

        var answer = await host.GetAsync(HaagaHelia, "/v1/messages.csv?state=refused");
        var text = await answer.Response.Content.ReadAsStringAsync();

        Assert.DoesNotContain(",=cmd", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=cmd", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_are_checked_and_strangers_get_nothing()
    {
        Assert.Equal((400, "filter-invalid"), Answered(await host.GetAsync(Operator, "/v1/messages.csv?lmit=1")));
        Assert.Equal((401, "unauthenticated"), Answered(await host.GetAsync("", "/v1/messages.json")));

        static (int, string?) Answered(ApiAnswer answer) => (answer.Status, answer.Code);
    }

    private async Task<List<string[]>> CsvAsync(string who, string filters)
    {
        var answer = await host.GetAsync(who, "/v1/messages.csv?" + filters);
        Assert.Equal("attachment; filename=\"messages.csv\"", answer.Response.Content.Headers.ContentDisposition?.ToString());
        return [.. (await answer.Response.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }
}
