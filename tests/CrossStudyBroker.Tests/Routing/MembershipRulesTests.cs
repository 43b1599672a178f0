using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Routing;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R1: one network, and both institutions valid members of it on the enrolment's day. The home is 10065, the target 10056.</summary>
public class MembershipRulesTests
{
    [Fact]
    public void An_enrolment_between_members_goes_to_the_target_and_nowhere_else_R1()
    {
        var decision = Enrol();
        Assert.Empty(decision.Refusals);
        Assert.Equal(["10056"], decision.Recipients);
    }

    [Fact]
    public void A_network_that_does_not_exist_is_refused_with_the_nearest_one_R1()
    {
        var problem = Assert.Single(Enrol("3akm").Refusals);
        Assert.Equal((NetworkUnknown, "/network"), (problem.Code, problem.Pointer));
        Assert.Contains("nearest one is 3amk", problem.Detail);
    }

    [Fact]
    public void A_home_that_is_not_a_member_is_refused_R1() =>
        Assert.Equal([(SenderNotMember, "/network")], Enrol(network: Network("3amk", members: [Member("10056"), Member("10066")])).Faults());

    [Fact]
    public void A_target_that_is_not_a_member_is_refused_R1() =>
        Assert.Equal([(RecipientNotMember, "/recipient")], Enrol(network: Network("3amk", members: [Member("10065"), Member("10066")])).Faults());

    [Fact]
    public void Both_are_told_when_neither_is_a_member_R1() =>
        Assert.Equal([SenderNotMember, RecipientNotMember], Enrol(network: Network("3amk", members: [Member("10066")])).Codes());

    [Theory]
    [InlineData("2026-01-11", "2026-01-13", true)]
    [InlineData("2026-01-12", "2026-01-12", true)] // first day and last day count
    [InlineData("2026-01-13", "2027-01-01", false)] // not yet
    [InlineData("2020-08-01", "2026-01-11", false)] // no longer
    [InlineData("2020-08-01", null, true)] // open-ended
    [InlineData("2026-01-13", null, false)]
    public void A_membership_counts_from_its_first_to_its_last_day_R1(string from, string? until, bool valid)
    {
        Assert.Equal(valid ? [] : [SenderNotMember], Enrol(network: Network("3amk", members: [Member("10065", from, until), Member("10056")])).Codes());
        Assert.Equal(valid ? [] : [RecipientNotMember], Enrol(network: Network("3amk", members: [Member("10065"), Member("10056", from, until)])).Codes());
    }

    [Theory]
    [InlineData("2026-01-12", "2026-01-12", true)]
    [InlineData("2026-01-13", null, false)]
    [InlineData("2020-08-01", "2026-01-11", false)]
    public void Nobody_is_a_member_outside_the_networks_own_period_R1(string from, string? until, bool valid) =>
        Assert.Equal(valid ? [] : [SenderNotMember, RecipientNotMember], Enrol(network: Network("3amk", from, until)).Codes());

    [Theory]
    [InlineData("2025-06-15", true)]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-12", true)]
    public void A_member_that_left_and_came_back_is_one_in_both_periods_only_R1(string day, bool valid)
    {
        var network = Network("3amk", members: [Member("10065", "2020-08-01", "2025-07-31"), Member("10065", "2026-01-01"), Member("10056")]);
        Assert.Equal(valid ? [] : [SenderNotMember], Enrol(network: network, enrolledAt: day + "T12:00:00Z").Codes());
    }

    [Theory]
    [InlineData("2025-12-31T21:59:59Z", "2025-12-31")] // still the old year in Finland
    [InlineData("2025-12-31T22:00:00Z", "2026-01-01")] // midnight in Finland, two hours before midnight UTC
    [InlineData("2026-07-31T20:59:59Z", "2026-07-31")] // three hours in summer
    [InlineData("2026-07-31T21:00:00Z", "2026-08-01")]
    public void The_day_is_the_Finnish_one_R1(string enrolledAt, string day)
    {
        var onlyThatDay = Network("3amk", members: [Member("10065", day, day), Member("10056", day, day)]);
        Assert.Empty(Enrol(network: onlyThatDay, enrolledAt: enrolledAt, now: "2026-08-02T00:00:00Z").Refusals);
    }

    [Fact]
    public void The_day_is_the_enrolments_even_if_the_message_comes_later_R1()
    {
        var endedSince = Network("3amk", members: [Member("10065", until: "2026-01-12"), Member("10056")]);
        Assert.Empty(Enrol(network: endedSince, enrolledAt: "2026-01-12T20:00:00+02:00", now: "2026-01-14T08:00:00+02:00").Refusals);
    }

    [Fact]
    public void An_enrolment_dated_in_the_future_counts_as_made_today_R1()
    {
        var fromTomorrow = Network("3amk", members: [Member("10065", "2026-01-13"), Member("10056")]);
        Assert.Equal([SenderNotMember], Enrol(network: fromTomorrow, enrolledAt: "2026-01-13T08:00:00+02:00").Codes());
    }

    private static Decision Enrol(string id = "3amk", Network? network = null, string enrolledAt = "2026-01-12T08:00:10+02:00", string now = "2026-01-12T08:30:00+02:00") =>
        Decide(
            ExampleMessage.Read("enrolment.requested/minimal", ("network", id), ("data/enrolledAt", enrolledAt)),
            now,
            network is null ? null : SampleDirectory.Of(network));
}
