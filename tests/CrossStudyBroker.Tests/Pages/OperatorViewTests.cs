using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Dashboard.Pages.Operators;
using CrossStudyBroker.Tests.Api;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.SignIn;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Pages;

/// <summary>What the operator can see of an institution is shown to it by what the operator is answered.</summary>
public sealed partial class OperatorViewTests : IAsyncLifetime
{
    private const string LearnerNumber = "1.2.246.562.98.90020000155";

    private readonly ApiHost _host = new() { Services = services => services.AddDemonstrationUsers() };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_institution_sees_of_its_latest_message_the_very_answer_that_the_operator_gets()
    {
        var (trackingId, delivery) = await ParkAsync();
        await _host.PostAsync(Operator, $"/v1/deliveries/{delivery}/note", new() { ["note"] = "By the operator." });

        var page = (await ShowAsync("viewer-10056", HaagaHelia)).Page;
        var shown = Shown().Matches(page).Select(match => JsonNode.Parse(WebUtility.HtmlDecode(match.Groups["json"].Value))!).ToList(); // JSON objects

        Assert.Equal(2, shown.Count);
        Assert.True(JsonNode.DeepEquals((await _host.GetAsync(Operator, "/v1/messages/" + trackingId)).Body, shown[0]), shown[0].ToJsonString());
        Assert.True(JsonNode.DeepEquals((await _host.GetAsync(Operator, "/v1/deliveries/" + delivery)).Body, shown[1]), shown[1].ToJsonString());
        Assert.DoesNotContain(LearnerNumber, page, StringComparison.Ordinal);
        Assert.Empty(Paths(shown[0], "").Except(SeenFields.OfMessage.Select(field => field.Path)));
        Assert.Empty(Paths(shown[1], "").Where(path => !path.StartsWith("verbs.", StringComparison.Ordinal)).Except(SeenFields.OfTransfer.SelectMany(field => new[] { field.Path, field.Path + ".institution" })));
    }

    [Fact]
    public async Task It_is_nobody_elses_to_see()
    {
        await ParkAsync();

        Assert.Equal(403, (await ShowAsync("resolver-10065", HaagaHelia)).Status);
        Assert.Equal(404, (await ShowAsync("operator", "10998")).Status);
        Assert.Equal(200, (await ShowAsync("operator", HaagaHelia)).Status);
        using var stranger = new PersonAtDesk(_host);
        var sent = await stranger.AskAsync(HttpMethod.Get, $"/institutions/{HaagaHelia}/operator-view");
        Assert.Equal((HttpStatusCode.Redirect, true), (sent.StatusCode, sent.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal)));
    }

    private async Task<(string TrackingId, Guid Delivery)> ParkAsync()
    {
        var message = Completion();
        _host.Sis(Metropolia).Answers(message.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        return (await _host.SendAsync(message, (Metropolia, MessageState.Parked)), message.DeliveryIdTo(Metropolia));
    }

    private async Task<(int Status, string Page)> ShowAsync(string user, string institution)
    {
        using var person = new PersonAtDesk(_host);
        await person.SignInAsync(user);
        return await person.GetAsync($"/institutions/{institution}/operator-view");
    }

    /// <summary>Where there are values; the places in a list count as one.</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string at) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Paths(field.Value, at.Length == 0 ? field.Key : $"{at}.{field.Key}")),
        JsonArray items => items.SelectMany(item => Paths(item, at)).Distinct(),
        _ => [at],
    };

    [GeneratedRegex("<pre class=\"payload\"[^>]*>(?<json>.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Shown();
}
