using System.Net;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Tests.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.SignIn;

/// <summary>How long a session lasts, what it may, and what every answer tells a browser.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Cookie = "csb-session";

    private readonly MovableTime _time = new();
    private readonly ApiHost _host;

    public SessionTests() => _host = new ApiHost
    {
        Services = services => services.AddDemonstrationUsers().AddSingleton<TimeProvider>(_time),
        Settings =
        {
            ["SignIn:IdleLimit"] = "01:00:00",
            ["SignIn:AbsoluteLimit"] = "04:00:00",
        },
    };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_session_ends_after_idleness_and_work_prolongs_it()
    {
        using var person = await SignedInAsync();
        foreach (var _ in new[] { 1, 2 })
        {
            _time.Now += TimeSpan.FromMinutes(50);
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(person));
        }

        _time.Now += TimeSpan.FromMinutes(61);
        Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(person));
    }

    [Fact]
    public async Task A_session_ends_after_its_limit_whatever_is_done()
    {
        using var person = await SignedInAsync();
        for (var minutes = 40; minutes < 240; minutes += 40)
        {
            _time.Now += TimeSpan.FromMinutes(40);
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(person));
        }

        _time.Now += TimeSpan.FromMinutes(40);
        Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(person));
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_signing_out_and_other_sessions_go_on()
    {
        using var person = await SignedInAsync();
        using var elsewhere = await SignedInAsync();
        using var thief = CopyOf(person);
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(thief));

        await SignOutAsync(person);

        Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(thief));
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.AskAsync(HttpMethod.Get, "/v1/messages")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(elsewhere));
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_session_before()
    {
        using var person = await SignedInAsync();
        using var thief = CopyOf(person);

        await person.SignInAsync("viewer-10065");

        Assert.Equal(HttpStatusCode.OK, await OpenAsync(person));
        Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(thief));
    }

    [Fact]
    public async Task Signing_out_after_idleness_ends_a_copy_that_was_kept_alive()
    {
        using var person = await SignedInAsync();
        using var thief = CopyOf(person);
        foreach (var _ in new[] { 1, 2 })
        {
            _time.Now += TimeSpan.FromMinutes(50);
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(thief));
        }

        await SignOutAsync(person);

        Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(thief));
    }

    [Fact]
    public async Task After_a_restart_sessions_go_on_and_ended_ones_do_not()
    {
        var data = Directory.CreateTempSubdirectory("crossstudy-sessions-");
        try
        {
            string ended, live;
            await using (var first = await StartAsync(data.FullName))
            {
                using var person = await SignedInAsync(host: first);
                using var other = await SignedInAsync(host: first);
                (ended, live) = (person.Cookies[Cookie], other.Cookies[Cookie]);
                await SignOutAsync(person);
            }

            await using var second = await StartAsync(data.FullName);
            using var goesOn = new PersonAtDesk(second) { Cookies = { [Cookie] = live } };
            using var thief = new PersonAtDesk(second) { Cookies = { [Cookie] = ended } };
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(goesOn));
            Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(thief));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_a_page_asks_for_by_itself_does_not_prolong_a_session()
    {
        using var person = await SignedInAsync();
        foreach (var _ in new[] { 1, 2 })
        {
            _time.Now += TimeSpan.FromMinutes(31);
            await person.AskAsync(HttpMethod.Get, "/messages", null, ("X-Background", "true"));
        }

        Assert.Equal(HttpStatusCode.Redirect, await OpenAsync(person));
    }

    [Fact]
    public async Task A_persons_session_reads_the_API_and_a_key_wins_over_it()
    {
        using var person = await SignedInAsync("viewer-10065");
        var trackingId = await _host.SendAsync(Completion(HaagaHelia, Laurea));

        Assert.Equal(HttpStatusCode.NotFound, (await person.AskAsync(HttpMethod.Get, $"/v1/messages/{trackingId}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await person.AskAsync(HttpMethod.Get, $"/v1/messages/{trackingId}", null, ("Authorization", "Bearer " + ApiHost.KeyOf(Laurea)))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.AskAsync(HttpMethod.Get, $"/v1/messages/{trackingId}", null, ("Authorization", "Bearer wrong"))).StatusCode);
    }

    [Fact]
    public async Task A_key_opens_no_page()
    {
        using var person = new PersonAtDesk(_host);

        Assert.Equal(HttpStatusCode.Redirect, (await person.AskAsync(HttpMethod.Get, "/messages", null, ("Authorization", "Bearer " + ApiHost.KeyOf(Operator)))).StatusCode);
    }

    [Fact]
    public async Task A_viewers_key_reads_and_sends_nothing()
    {
        var sent = await _host.PostAsync(Viewer, "{}"u8.ToArray());

        Assert.Equal((403, "not-permitted"), (sent.Status, sent.Code));
        Assert.Contains("A viewer changes nothing", sent.Details, StringComparison.Ordinal);
        Assert.Equal(200, (await _host.GetAsync(Viewer, "/v1/messages")).Status);
    }

    [Fact]
    public async Task Every_page_forbids_what_is_foreign_or_inline_and_lies_in_no_cache_or_frame()
    {
        using var person = await SignedInAsync();
        foreach (var address in new[] { "/sign-in", "/messages", "/no-such-page", "/v1/messages", "/accessibility" })
        {
            var answer = await person.AskAsync(HttpMethod.Get, address);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

            Assert.All(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"], rule => Assert.Contains(rule, policy, StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task Style_sheets_and_scripts_are_kept_for_good_at_addresses_of_their_own()
    {
        using var person = new PersonAtDesk(_host);
        var (_, page) = await person.GetAsync("/sign-in");
        var address = System.Text.RegularExpressions.Regex.Match(page, "/assets/[0-9a-f]+/desk.css").Value;

        var answer = await person.AskAsync(HttpMethod.Get, address);

        Assert.Equal("text/css; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await person.AskAsync(HttpMethod.Get, address.Replace("desk.css", "..%2fdesk.css", StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public void Every_address_is_for_callers_except_the_few_that_are_for_everybody()
    {
        var open = _host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal(
            ["/accessibility", "/assets/{version}/{name}", "/embed/cases/{caseId}", "/health/live", "/health/ready", "/preferences", "/sign-in", "/sign-in/demonstration", "/sign-out"],
            open.Order(StringComparer.Ordinal));
    }

    private async Task<PersonAtDesk> SignedInAsync(string user = "operator", ApiHost? host = null)
    {
        var person = new PersonAtDesk(host ?? _host);
        await person.SignInAsync(user);
        return person;
    }

    private PersonAtDesk CopyOf(PersonAtDesk person) => new(_host) { Cookies = { [Cookie] = person.Cookies[Cookie] } };

    private static async Task SignOutAsync(PersonAtDesk person) => await person.PostAsync("/accessibility", "/sign-out", []);

    private static async Task<ApiHost> StartAsync(string data)
    {
        var host = new ApiHost { Services = services => services.AddDemonstrationUsers(), Settings = { ["Store:Folder"] = data } };
        await host.InitializeAsync();
        return host;
    }

    private static async Task<HttpStatusCode> OpenAsync(PersonAtDesk person) => (await person.AskAsync(HttpMethod.Get, "/messages")).StatusCode;
}
