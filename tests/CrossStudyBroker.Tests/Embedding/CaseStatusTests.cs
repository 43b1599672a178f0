using System.Net;
using System.Text.RegularExpressions;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Api;
using CrossStudyBroker.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Embedding;

/// <summary>An institution's own part of one case (R24): as JSON, and as a page to frame.</summary>
public sealed class CaseStatusTests : IAsyncLifetime
{
    private readonly MovableTime _time = new();
    private readonly ApiHost _host;

    public CaseStatusTests() => _host = new ApiHost
    {
        Services = services => services.AddSingleton<TimeProvider>(_time),
        Settings = { ["Embed:Ancestors:0"] = "https://sis.example.fi", ["Embed:Ancestors:1"] = "https://peppi.example.fi:8443" },
    };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Each_institution_gets_its_own_part_oldest_first_with_what_is_wrong_in_its_language()
    {
        var caseId = await CaseAsync();

        var home = await _host.AskAsync(HttpMethod.Get, Metropolia, $"/v1/cases/{caseId}/status", language: "fi");
        var target = await _host.GetAsync(HaagaHelia, $"/v1/cases/{caseId}/status");
        var third = await _host.GetAsync(Laurea, $"/v1/cases/{caseId}/status");

        Assert.Equal((200, "parked", Metropolia), (home.Status, home.Text("state"), home.Text("institution")));
        Assert.Equal(["sent", "received"], home.Texts("messages", "direction"));
        Assert.Equal(["processed", "parked"], home.Texts("messages", "state"));
        Assert.Equal([HaagaHelia, HaagaHelia], home.Texts("messages", "other"));
        Assert.Equal("recipient", home.Body["messages"]![1]!["whoCanFix"]!.GetValue<string>()); // it failed
        Assert.DoesNotContain("The student", home.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["received", "sent", "sent"], target.Texts("messages", "direction"));
        Assert.Equal(["processed"], third.Texts("messages", "state"));
    }

    [Fact]
    public async Task Strangers_to_a_case_and_the_operator_get_nothing()
    {
        var caseId = await CaseAsync();

        foreach (var verb in new[] { "status", "embed" })
        {
            var method = verb == "embed" ? HttpMethod.Post : HttpMethod.Get;
            Assert.Equal((404, "not-found"), Answered(await _host.AskAsync(method, "10999", $"/v1/cases/{caseId}/{verb}")));
            Assert.Equal((404, "not-found"), Answered(await _host.AskAsync(method, Metropolia, $"/v1/cases/no-such-case/{verb}")));
            Assert.Equal((403, "not-permitted"), Answered(await _host.AskAsync(method, Operator, $"/v1/cases/{caseId}/{verb}")));
            Assert.Equal((401, "unauthenticated"), Answered(await _host.AskAsync(method, "", $"/v1/cases/{caseId}/{verb}")));
        }

        static (int, string?) Answered(ApiAnswer answer) => (answer.Status, answer.Code);
    }

    [Fact]
    public async Task The_page_shows_that_institutions_part_in_the_language_asked_for_without_scripts_or_cookies()
    {
        var caseId = await CaseAsync();
        var address = await AddressAsync(Laurea, caseId);

        var (answer, page) = await OpenAsync(address + "&lang=sv&theme=dark");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<html lang=\"sv\" data-theme=\"dark\"", page, StringComparison.Ordinal);
        Assert.Contains("Behandlat", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<h2>"));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Metropolia", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith("frame-ancestors https://sis.example.fi https://peppi.example.fi:8443", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task A_token_is_for_one_case_and_a_short_time()
    {
        var (caseId, other) = (await CaseAsync(), await CaseAsync());
        var address = await AddressAsync(Metropolia, caseId);

        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(address)).Answer.StatusCode);
        foreach (var wrong in new[] { address.Replace(caseId, other, StringComparison.Ordinal), address[..^2], address.Split('?')[0], address.Split('?')[0] + "?token=x" })
        {
            var (answer, page) = await OpenAsync(wrong);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("This view is over", page, StringComparison.Ordinal);
        }

        _time.Now += TimeSpan.FromMinutes(14);
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(address)).Answer.StatusCode);
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.Forbidden, (await OpenAsync(address)).Answer.StatusCode);
    }

    [Fact]
    public async Task A_token_opens_nothing_else()
    {
        var caseId = await CaseAsync();
        var token = (await AddressAsync(Metropolia, caseId)).Split("token=")[1];

        foreach (var address in new[] { $"/messages?token={token}", $"/v1/messages?token={token}", $"/v1/cases/{caseId}/status?token={token}" })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await OpenAsync(address)).Answer.StatusCode);
        }

        Assert.Equal(401, (await _host.GetAsync("", $"/v1/cases/{caseId}/status")).Status);
    }

    /// <summary>Metropolia's student enrolled at Haaga-Helia; one completion waits at Metropolia, another went to Laurea.</summary>
    private async Task<string> CaseAsync()
    {
        var caseId = NewId("embedded");
        await _host.SendAsync(Enrolment(caseId), (HaagaHelia, MessageState.Processed));
        await _host.SendAsync(Completion(HaagaHelia, Laurea).With("caseid", caseId), (Laurea, MessageState.Processed));
        var failing = Completion().With("caseid", caseId);
        _host.Sis(Metropolia).Answers(failing.Id(), Outcome.FailedPermanently("student-ambiguous"));
        await _host.SendAsync(failing, (Metropolia, MessageState.Parked));
        return caseId;
    }

    private async Task<string> AddressAsync(string who, string caseId)
    {
        var answer = await _host.AskAsync(HttpMethod.Post, who, $"/v1/cases/{caseId}/embed");
        Assert.Equal(200, answer.Status);
        var address = new Uri(answer.Text("url")!); // documented
        Assert.Equal(_host.Address.Authority, address.Authority);
        Assert.InRange(answer.Body["expiresAt"]!.GetValue<DateTimeOffset>() - _time.Now, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15)); // documented
        return address.PathAndQuery;
    }

    private async Task<(HttpResponseMessage Answer, string Page)> OpenAsync(string address)
    {
        using var stranger = new PersonAtDesk(_host);
        var answer = await stranger.AskAsync(HttpMethod.Get, address);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
