using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Contracts.Envelopes;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>Addresses, and that every type has its rule.</summary>
public class RouterTests
{
    [Fact]
    public void A_recipient_that_does_not_exist_is_refused_with_the_nearest_one()
    {
        var problem = Assert.Single(Complete(("recipient", "10123")).Refusals);
        Assert.Equal((RecipientUnknown, "/recipient"), (problem.Code, problem.Pointer));
        Assert.Contains("nearest one is 10122", problem.Detail);
    }

    [Fact]
    public void Nobody_sends_to_oneself() => Assert.Equal([(RecipientIsSender, "/recipient")], Complete(("recipient", "10056")).Faults());

    [Fact]
    public void An_unknown_recipient_is_told_before_anything_that_follows_from_it() =>
        Assert.Equal([RecipientUnknown], Decide(ExampleMessage.Read("enrolment.requested/minimal", ("recipient", "99999"))).Codes());

    [Fact]
    public void A_directory_without_networks_names_no_nearest_one()
    {
        var none = new InstitutionDirectory([SampleDirectory.Institution("10056"), SampleDirectory.Institution("10065")], []);
        foreach (var message in new[] { ExampleMessage.Read("enrolment.requested/minimal"), ExampleMessage.Read("completion.recorded/minimal", ("network", "3amk")) })
        {
            Assert.Equal((NetworkUnknown, "There is no such network."), Decide(message, directory: none).Refusals.Select(problem => (problem.Code, problem.Detail)).Single());
        }
    }

    [Theory]
    [InlineData("2026-01-12T06:29:59Z", false)]
    [InlineData("2026-01-12T06:30:00Z", false)] // this very moment
    [InlineData("2026-01-12T06:30:01Z", true)]
    [InlineData("2026-01-12T08:30:01+02:00", true)]
    public void A_message_after_its_senders_own_time_limit_is_refused(string expires, bool passes) =>
        Assert.Equal(passes ? [] : [(MessageExpired, "/expires")], Complete(("expires", expires)).Faults());

    [Fact]
    public void A_network_that_does_not_exist_is_refused_wherever_it_is_named()
    {
        Assert.Equal([(NetworkUnknown, "/network")], Complete(("network", "3akm")).Faults());
        Assert.Equal([(NetworkUnknown, "/network")], Decide(ExampleMessage.Read("personal-data.changed/minimal", ("network", "3akm"))).Faults());
        Assert.Empty(Complete(("network", "3amk")).Refusals);
    }

    [Fact]
    public void All_that_is_wrong_with_an_address_is_told_at_once() => Assert.Equal(
        [MessageExpired, RecipientUnknown, NetworkUnknown],
        Complete(("expires", "2020-01-01T00:00:00Z"), ("recipient", "99999"), ("network", "none")).Codes());

    [Theory]
    [InlineData("completion.recorded/minimal")]
    [InlineData("completion.recorded/full")]
    [InlineData("completion.recorded/correction")]
    [InlineData("completion.recorded/removal")]
    [InlineData("completion.recorded/outside-cross-study")]
    public void A_completion_is_always_passed_on_to_the_home_R14_R21(string example)
    {
        var message = ExampleMessage.Read(example);
        var decision = Decide(message, directory: Outside());
        Assert.Empty(decision.Refusals);
        Assert.Equal([message.Recipient!], decision.Recipients);
    }

    [Theory]
    [InlineData("network.changed/minimal")]
    [InlineData("message.status/minimal")]
    public void What_only_the_broker_sends_is_refused_from_anybody_else(string example)
    {
        var fromBroker = ExampleMessage.Read(example);
        Assert.Equal([(TypeNotAllowed, "/type")], Decide(fromBroker with { Sender = "10122" }).Faults());
    }

    [Fact]
    public void Every_type_that_an_institution_sends_has_a_rule()
    {
        var types = MessageType.All.Values.Where(type => !type.FromBroker).ToList();
        Assert.Equal(13, types.Count);
        Assert.All(types, type =>
        {
            var message = ExampleMessage.Read($"{type.Name["crossstudy.".Length..^".v1".Length]}/minimal");
            Assert.DoesNotContain(TypeNotAllowed, Decide(message).Codes());
        });
    }

    /// <summary>Nobody is a member of any network any more: completions, changes and cancellations still go through.</summary>
    private static InstitutionDirectory Outside() => SampleDirectory.Of(
        SampleDirectory.Network("3amk", until: "2025-12-31"), SampleDirectory.Network("campusonline", until: "2025-12-31"));

    private static Decision Complete(params (string Path, JsonNode? Value)[] edits) => Decide(ExampleMessage.Read("completion.recorded/minimal", edits));
}
