using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Dashboard.Pages.Overviews;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>The page of the overview: every number leads to exactly the messages that it counts, and nobody sees another's.</summary>
public sealed class OverviewPageTests : IAsyncLifetime
{
    private readonly ApiHost _host = new() { Services = services => services.AddDemonstrationUsers() };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(Operator, null, 6)]
    [InlineData(HaagaHelia, "10056", 6)]
    [InlineData(Metropolia, "10065", 4)]
    public async Task Every_number_leads_to_the_messages_it_counts(string who, string? institution, int arrived)
    {
        var (failing, delivered) = (Completion(), Completion());
        _host.Sis(Metropolia).Answers(failing.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        _host.Sis(Metropolia).Answers(delivered.Id(), Outcome.Delivered);
        await _host.SendAsync(failing, (Metropolia, MessageState.Parked));
        await _host.SendAsync(delivered, (Metropolia, MessageState.Delivered));
        await _host.SendAsync(Completion(), (Metropolia, MessageState.Processed));
        await _host.SendAsync(Enrolment(), (HaagaHelia, MessageState.Processed));
        await _host.PostAsync(Completion(recipient: "10067")); // refused
        await _host.PostAsync(new System.Text.Json.Nodes.JsonObject { ["id"] = "no-type", ["source"] = "/institutions/10056" }); // refused, of no kind
        var reader = _host.App.Services.GetRequiredService<OverviewReader>();
        var overview = await Eventually.SeesAsync(
            () => reader.ReadAsync(institution, 7, CancellationToken.None), seen => seen.Totals.Sum(total => total.Numbers.Arrived) == arrived && seen.Totals.Sum(total => total.Numbers.Delivered) == 3, "all counted");

        var rows = overview.Flows.Select(flow => new FlowRow("", flow.Numbers) { Sender = flow.Sender, Recipient = flow.Recipient, IsRefusedByBroker = flow.Recipient is null })
            .Concat(overview.Kinds.Concat(overview.Totals).Select(kind => new FlowRow("", kind.Numbers)
            {
                Sender = kind.Direction == "out" ? institution : null,
                Recipient = kind.Direction == "in" ? institution : null,
                Kind = overview.Kinds.Contains(kind) ? FlowLinks.KindOf(kind.Kind) : null,
            }));

        foreach (var (row, number) in rows.SelectMany(row => Enum.GetValues<FlowNumber>().Select(number => (row, number))))
        {
            var address = FlowLinks.Of(row, number, overview.From);
            var found = row.IsRefusedByBroker && number is not (FlowNumber.Arrived or FlowNumber.Failed) ? 0 : (await _host.GetAsync(who, "/v1" + address)).Body["messages"]!.AsArray().Count;
            Assert.Equal((address, row.Numbers.In(number)), (address, found));
        }
    }

    [Fact]
    public async Task An_institution_sees_its_own_part_only_and_the_operator_that_of_each()
    {
        await _host.SendAsync(Completion(), (Metropolia, MessageState.Processed));
        using var third = new PersonAtDesk(_host);
        await third.SignInAsync("viewer-10066");
        using var oper = new PersonAtDesk(_host);
        await oper.SignInAsync("operator");

        await Eventually.SeesAsync(async () => (await oper.GetAsync("/overview?institution=10065")).Page, page => page.Contains("/messages?sender=10056&amp;recipient=10065", StringComparison.Ordinal), "the flow");
        Assert.DoesNotContain("10056", (await third.GetAsync("/overview")).Page, StringComparison.Ordinal);
        Assert.Equal(404, (await third.GetAsync("/overview?institution=10065")).Status);
        Assert.Equal(404, (await oper.GetAsync("/overview?days=0")).Status);
    }

    [Fact]
    public async Task A_few_things_that_need_a_look_are_shown_and_the_others_on_request()
    {
        var (store, options) = (_host.App.Services.GetRequiredService<FindingStore>(), new FindingOptions());
        var found = new[] { "10056", "10065", "10066" }.SelectMany(code => new[]
        {
            new FoundRow { Kind = FindingKind.Silent, Institution = code, Number = 2 },
            new FoundRow { Kind = FindingKind.InboxGrows, Institution = code, Number = 200 },
        }).ToList();
        using var oper = new PersonAtDesk(_host);
        await oper.SignInAsync("operator");

        var page = await Eventually.SeesAsync(
            async () =>
            {
                await store.WriteAsync(new FindingFacts { Now = TimeProvider.System.GetUtcNow() }, found, options, CancellationToken.None); // the host looks as well, and finds nothing
                return (await oper.GetAsync("/overview")).Page;
            },
            page => page.Contains("3 more things need a look", StringComparison.Ordinal),
            "the others");

        var (shown, others) = (page[..page.IndexOf("<details class=\"more\">", StringComparison.Ordinal)], page[page.IndexOf("<details class=\"more\">", StringComparison.Ordinal)..]);
        Assert.Equal((3, 3), (shown.Split("Whom to contact").Length - 1, others.Split("Whom to contact").Length - 1));
    }
}
