using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What all problem details have in common: language, and the same form outside the routes.</summary>
public sealed class ProblemTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("fi", "fi")]
    [InlineData("fi-FI", "fi")]
    [InlineData("sv-FI, fi;q=0.8", "sv")]
    [InlineData("en", "en")]
    [InlineData("de, sv;q=0.5, fi;q=0.1", "sv")]
    [InlineData("de", "en")]
    [InlineData("*", "en")]
    [InlineData(null, "en")]
    public async Task Title_and_remedy_are_in_the_language_that_the_caller_prefers(string? asked, string expected)
    {
        var answer = await host.PostAsync(HaagaHelia, "{"u8.ToArray(), language: asked);

        var problem = ProblemCatalogue.Find(ProblemCodes.MalformedJson)!; // in the list
        Assert.Equal((Of(problem.Title), Of(problem.Remedy)), (answer.Text("title"), answer.Text("remedy")));
        Assert.Equal(expected, answer.Response.Content.Headers.ContentLanguage.Single());
        Assert.Contains("line 1", answer.Details, StringComparison.Ordinal);

        string Of(LocalisedText text) => expected switch { "fi" => text.Fi, "sv" => text.Sv, _ => text.En };
    }

    [Theory]
    [InlineData("fi")]
    [InlineData("sv")]
    public async Task What_keeps_a_caller_out_is_said_in_its_language_too(string language)
    {
        var english = await host.AskAsync(HttpMethod.Get, "", "/v1/messages", language: "en");
        var other = await host.AskAsync(HttpMethod.Get, "", "/v1/messages", language: language);

        Assert.Equal(english.Code, other.Code);
        Assert.NotEqual(english.Text("title"), other.Text("title"));
    }

    [Theory]
    [InlineData("GET", "/v1", 404, "not-found")]
    [InlineData("GET", "/v1/mesages", 404, "not-found")]
    [InlineData("GET", "/v1/messages/a/b", 404, "not-found")]
    [InlineData("GET", "/health", 404, "not-found")]
    [InlineData("PUT", "/v1/messages", 405, "method-not-allowed")]
    [InlineData("DELETE", "/v1/messages/a", 405, "method-not-allowed")]
    [InlineData("POST", "/v1/messages/a", 405, "method-not-allowed")]
    public async Task What_is_not_offered_is_answered_as_a_problem_with_or_without_a_key(string method, string address, int status, string code)
    {
        foreach (var who in new[] { HaagaHelia, "" })
        {
            var answer = await host.AskAsync(new HttpMethod(method), who, address, language: "fi");

            Assert.Equal((status, code), (answer.Status, answer.Code));
            Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(ProblemCatalogue.Find(code)!.Title.Fi, answer.Text("title")); // in the list
            Assert.Equal(status == 405, answer.Response.Content.Headers.Allow.Count > 0);
        }
    }

    [Theory]
    [InlineData(HaagaHelia, "/v1/messages", 200)]
    [InlineData(HaagaHelia, "/v1/messages.csv", 200)]
    [InlineData(HaagaHelia, "/v1/messages?limit=none", 400)]
    [InlineData(HaagaHelia, "/v1/causes", 200)]
    [InlineData(HaagaHelia, "/v1/findings", 200)]
    [InlineData(HaagaHelia, "/v1/overview", 200)]
    [InlineData(HaagaHelia, "/v1/overview?days=0", 400)]
    [InlineData(HaagaHelia, "/v1/causes/absent", 404)]
    [InlineData(HaagaHelia, "/v1/messages/absent", 404)]
    [InlineData("", "/v1/messages", 401)]
    [InlineData("", "/health/ready", 200)]
    public async Task HEAD_answers_as_GET_without_a_body(string who, string address, int status)
    {
        var whole = await host.GetAsync(who, address);
        var head = await host.AskAsync(HttpMethod.Head, who, address);

        Assert.Equal((status, status), (whole.Status, head.Status));
        Assert.Equal(whole.Response.Content.Headers.ContentType?.MediaType, head.Response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await head.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Answers_name_no_server_and_are_not_to_be_guessed_at_or_kept()
    {
        foreach (var address in new[] { "/v1/messages", "/v1/messages/absent", "/absent", "/health/live" })
        {
            var answer = await host.GetAsync(HaagaHelia, address);

            Assert.Empty(answer.Response.Headers.Server);
            Assert.Equal("nosniff", answer.Response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(answer.Response.Headers.CacheControl?.NoStore);
        }
    }
}
