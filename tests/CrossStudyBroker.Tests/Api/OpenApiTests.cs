using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;
using CrossStudyBroker.Dashboard.Filters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>contracts/openapi.yaml says what the host offers, and nothing else.</summary>
public sealed class OpenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] ForPrograms = ["v1", "health"]; // all other addresses are pages

    private IEnumerable<(string Operation, bool NeedsKey)> Offered =>
        from endpoint in host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where ForPrograms.Contains(endpoint.RoutePattern.RawText!.Trim('/').Split('/')[0]) // endpoints here have patterns
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"] // health checks take any method
        where method != "HEAD" // as GET, says the document's introduction
        select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null); // endpoints here have patterns

    [Fact]
    public void Every_path_and_method_is_documented_and_every_documented_one_is_offered_with_or_without_a_key_as_it_says() =>
        Assert.Equal(
            OpenApi.Operations.Select(operation => (operation.Key, operation.Value["security"] is null)).Order(),
            Offered.Order());

    [Fact]
    public void Every_operation_has_a_tag_and_each_tag_a_test_that_all_its_promised_answers_can_be_had() => Assert.Equal(
        ["audit", "causes", "clock", "connections", "embedding", "health", "jobs", "messages", "overview", "retention", "transfers"],
        OpenApi.Operations.Values.SelectMany(operation => Texts(operation["tags"])).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        Assert.All(References(OpenApi.Document), reference => Assert.True(
            reference.StartsWith("#/", StringComparison.Ordinal)
                ? OpenApi.Resolve(new JsonObject { ["$ref"] = reference }) is not null
                : reference.Split('#') is [var file, ..] && File.Exists(Repository.PathOf("contracts/" + file))
                && (!reference.Contains('#', StringComparison.Ordinal) || MessageSchemas.Set.Find(reference["schemas/".Length..]) is not null),
            reference));
    }

    [Fact]
    public async Task Every_documented_filter_is_taken_with_every_documented_value_and_no_other()
    {
        foreach (var parameter in OpenApi.Operations["GET /v1/messages"]["parameters"]!.AsArray()) // documented
        {
            var (name, schema) = (parameter!["name"]!.GetValue<string>(), OpenApi.Resolve(parameter["schema"])!);
            string[] values = schema["maximum"] is { } maximum ? [$"{schema["minimum"]}", $"{maximum}", $"{schema["default"]}"]
                : name == "cursor" ? [] // given by the host only
                : [parameter["example"]!.GetValue<string>()]; // every filter has one
            foreach (var value in values)
            {
                Assert.Equal(200, (await host.GetAsync(Operator, $"/v1/messages?{name}={value}{(name == "direction" ? "&institution=10056" : "")}")).Status);
            }

            Assert.Equal(400, (await host.GetAsync(Operator, $"/v1/messages?{name}=no such value{(name == "text" ? ",," : "")}")).Status);
        }
    }

    [Fact]
    public void States_and_kinds_are_those_of_the_code()
    {
        Assert.Equal(
            Enum.GetNames<DeliveryState>().Append("DryRun").Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName).Order(StringComparer.Ordinal),
            Texts(OpenApi.Document["components"]!["schemas"]!["State"]!["enum"]).Order(StringComparer.Ordinal));
        var kinds = MessageType.All.Values.Where(type => type.Name != MessageType.MessageStatus).Select(type => type.Kind).Distinct().ToList(); // status events are not tracked
        Assert.Equal(kinds.Order(StringComparer.Ordinal), FilterRules.Kinds.Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.Contains(kind, Filter("kind")["description"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public void Filters_are_those_of_the_code_and_their_examples_have_the_documented_form()
    {
        var documented = OpenApi.Operations["GET /v1/messages"]["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>());

        Assert.Equal(FilterRules.All.Select(rule => rule.Name).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
        Assert.All(FilterRules.All.Where(rule => rule.IsList), rule => Assert.Matches(OpenApi.Resolve(Filter(rule.Name)["schema"])!["pattern"]!.GetValue<string>(), Filter(rule.Name)["example"]!.GetValue<string>()));
        Assert.Matches(Filter("age")["schema"]!["pattern"]!.GetValue<string>(), Filter("age")["example"]!.GetValue<string>());
    }

    [Fact]
    public async Task Keys_are_given_in_the_way_that_the_host_asks_for()
    {
        var scheme = OpenApi.Document["components"]!["securitySchemes"]!["key"]!;
        var answer = await host.GetAsync("", "/v1/messages");

        Assert.Equal("http", scheme["type"]!.GetValue<string>());
        Assert.Equal(scheme["scheme"]!.GetValue<string>(), answer.Response.Headers.WwwAuthenticate.Single().Scheme, ignoreCase: true);
    }

    [Fact]
    public void The_page_has_the_documented_length()
    {
        var limit = OpenApi.Operations["GET /v1/messages"]["parameters"]!.AsArray().Single(parameter => parameter!["name"]!.GetValue<string>() == "limit")!["schema"]!;

        Assert.Equal(MessageFilter.DefaultLimit, limit["default"]!.GetValue<long>());
    }

    [Fact]
    public void Messages_are_described_by_the_envelopes_own_schema()
    {
        var content = OpenApi.Operations["POST /v1/messages"]["requestBody"]!["content"]!;

        Assert.Equal("schemas/envelope.json", content[MessageValidation.ContentType]!["schema"]!["$ref"]!.GetValue<string>());
        Assert.NotNull(MessageSchemas.Set.Find("envelope.json"));
    }

    [Fact]
    public void Codes_named_in_the_document_exist()
    {
        var named = OpenApi.Document["components"]!["responses"]!.AsObject().SelectMany(response =>
            System.Text.RegularExpressions.Regex.Matches(response.Value!["description"]!.GetValue<string>(), @"\(([a-z]+(?:-[a-z]+)+)\)").Select(match => match.Groups[1].Value));

        Assert.NotEmpty(named);
        Assert.All(named, code => Assert.NotNull(ProblemCatalogue.Find(code)));
    }

    [Fact]
    public async Task An_answer_that_is_not_as_documented_is_seen()
    {
        using var undocumented = new HttpResponseMessage(System.Net.HttpStatusCode.Conflict) { Content = new StringContent("{}") };
        using var page = new HttpResponseMessage { Content = new StringContent("{\"messages\":[],\"more\":1}", null, "application/json") };
        using var incomplete = new HttpResponseMessage { Content = new StringContent("{}", null, "application/json") };
        using var text = new HttpResponseMessage { Content = new StringContent("{\"messages\":[]}", null, "text/plain") };
        using var right = new HttpResponseMessage { Content = new StringContent("{\"messages\":[]}", null, "application/json") };

        foreach (var wrong in new[] { undocumented, page, incomplete, text })
        {
            Assert.Single(await OpenApi.DifferencesAsync("GET /v1/messages", wrong));
        }

        Assert.Empty(await OpenApi.DifferencesAsync("GET /v1/messages", right));
    }

    private static JsonNode Filter(string name) =>
        OpenApi.Operations["GET /v1/messages"]["parameters"]!.AsArray().Single(parameter => parameter!["name"]!.GetValue<string>() == name)!; // documented

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field is { Key: "$ref", Value: JsonValue reference } ? [reference.GetValue<string>()] : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>()); // lists of texts in the document
}
