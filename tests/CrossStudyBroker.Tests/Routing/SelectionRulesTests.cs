using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Routing;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R2, R8, R9, R10: what the broker knows of the offering. The enrolment is to CU-300 of 10056, through 3amk, on 2026-01-12.</summary>
public class SelectionRulesTests
{
    private const string Place = "/data/selections/0/id";

    [Fact]
    public void Offering_that_nobody_published_passes_because_the_target_will_know_R2() => Assert.Empty(Enrol().Refusals);

    [Fact]
    public void Open_offering_of_the_target_passes_R2() => Assert.Empty(Enrol(Offering()).Refusals);

    [Fact]
    public void Offering_of_another_institution_is_refused_R2() =>
        Assert.Equal([(OfferingNotOfTarget, Place)], Enrol(Offering(target: "10066")).Faults());

    [Fact]
    public void The_same_id_at_another_institution_does_not_disturb_R2() =>
        Assert.Empty(Enrol(Offering(target: "10066", withdrawn: true), Offering()).Refusals);

    [Fact]
    public void Offering_targeted_to_another_network_is_refused_R2_R8() =>
        Assert.Equal([(OfferingNotInNetwork, Place)], Enrol(Offering(networks: Through("campusonline"))).Faults());

    [Theory]
    [InlineData("2026-01-12", "2026-01-12", true)] // first day and last day count
    [InlineData("2026-01-13", null, false)]
    [InlineData(null, "2026-01-11", false)]
    [InlineData(null, null, true)]
    public void The_link_to_the_network_has_its_own_period_R2_R8(string? from, string? until, bool valid) =>
        Assert.Equal(valid ? [] : [OfferingNotInNetwork], Enrol(Offering(networks: Through("3amk", from, until))).Codes());

    [Fact]
    public void The_period_of_another_networks_link_does_not_matter_R8() =>
        Assert.Empty(Enrol(Offering(networks: [Through("campusonline", until: "2025-12-31"), Through("3amk")])).Refusals);

    [Fact]
    public void Offering_shown_but_not_enrollable_in_the_network_is_refused_R2()
    {
        Assert.Equal([(OfferingNotEnrollable, Place)], Enrol(Offering(networks: Through("3amk", enrollable: false))).Faults());
        Assert.Empty(Enrol(Offering(networks: [Through("campusonline", enrollable: false), Through("3amk")])).Refusals);
    }

    [Fact]
    public void Withdrawn_offering_is_refused_R7() => Assert.Equal([(OfferingNotEnrollable, Place)], Enrol(Offering(withdrawn: true)).Faults());

    [Theory]
    [InlineData("2026-01-11T21:59:59Z", true)] // 23:59:59 in Finland, the last day
    [InlineData("2026-01-11T22:00:00Z", false)] // midnight in Finland, still that day in UTC
    [InlineData("2026-01-04T21:59:59Z", false)] // the day before the first
    [InlineData("2026-01-04T22:00:00Z", true)] // the first minute of the first day; it opens at 08:00, but days decide
    public void Enrolment_is_open_by_whole_Finnish_days_in_winter_R2(string enrolledAt, bool open) =>
        Assert.Equal(open ? [] : [EnrolmentClosed], EnrolAt(enrolledAt, Offering(start: "2026-01-05T08:00:00+02:00", end: "2026-01-11T12:00:00+02:00")).Codes());

    [Theory]
    [InlineData("2026-03-29T20:59:59Z", true)] // 23:59:59, clocks went forward that night
    [InlineData("2026-03-29T21:00:00Z", false)]
    [InlineData("2026-03-28T21:59:59Z", false)] // 23:59:59 the day before, still winter time
    [InlineData("2026-03-28T22:00:00Z", true)]
    public void The_day_on_which_clocks_go_forward_has_23_hours_R2(string enrolledAt, bool open) =>
        Assert.Equal(open ? [] : [EnrolmentClosed], EnrolAt(enrolledAt, Offering(start: "2026-03-29T08:00:00+03:00", end: "2026-03-29T16:00:00+03:00")).Codes());

    [Theory]
    [InlineData("2026-10-24T20:59:59Z", false)] // 23:59:59 the day before, still summer time
    [InlineData("2026-10-24T21:00:00Z", true)]
    [InlineData("2026-10-25T21:59:59Z", true)] // 23:59:59, clocks went back that night
    [InlineData("2026-10-25T22:00:00Z", false)]
    public void The_day_on_which_clocks_go_back_has_25_hours_R2(string enrolledAt, bool open) =>
        Assert.Equal(open ? [] : [EnrolmentClosed], EnrolAt(enrolledAt, Offering(start: "2026-10-25T08:00:00+02:00", end: "2026-10-25T16:00:00+02:00")).Codes());

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "2026-01-11T22:30:00Z", true)] // already the 12th in Finland
    [InlineData(null, "2026-01-11T21:30:00Z", false)]
    [InlineData("2026-01-12T21:30:00Z", null, true)] // still the 12th in Finland
    [InlineData("2026-01-12T22:30:00Z", null, false)]
    public void A_period_may_be_open_at_either_end_R2(string? start, string? end, bool open) =>
        Assert.Equal(open ? [] : [EnrolmentClosed], Enrol(Offering(start: start, end: end)).Codes());

    [Fact]
    public void An_enrolment_made_in_time_passes_even_if_its_message_comes_after_the_period_R2() =>
        Assert.Empty(EnrolAt("2026-01-18T23:50:00+02:00", "2026-01-19T08:00:00+02:00", Offering()).Refusals);

    [Fact]
    public void The_answer_names_the_newest_published_period_R9()
    {
        var problem = Assert.Single(Enrol(Offering(start: null, end: "2026-01-10T23:59:59+02:00")).Refusals);
        Assert.Equal((EnrolmentClosed, Place), (problem.Code, problem.Pointer));
        Assert.Contains("any day to 2026-01-10", problem.Detail);
    }

    [Fact]
    public void A_prolonged_period_lets_a_late_enrolment_in_R9()
    {
        Assert.Equal([EnrolmentClosed], Enrol(Offering(end: "2026-01-10T23:59:59+02:00")).Codes());

        var prolonged = Decide(ExampleMessage.Read(
            "offering.published/minimal",
            ("data/items/0/id", "CU-300"),
            ("data/items/0/enrolmentEnd", "2026-01-12T23:59:59+02:00"))).Offerings;
        Assert.Empty(Enrol(Assert.Single(prolonged).Offering).Refusals);
    }

    [Fact]
    public void Full_seats_and_quotas_are_never_looked_at_R10()
    {
        var full = Decide(ExampleMessage.Read("offering.published/full", ("data/items/2/maxSeats", 0), ("data/items/2/minSeats", 0))).Offerings;
        var toFull = ExampleMessage.Read("enrolment.requested/minimal", ("data/selections/0/id", "R-5501"));
        Assert.Empty(Decide(toFull, offerings: [.. full.Select(change => change.Offering)]).Refusals);
    }

    [Fact]
    public void Every_faulty_selection_is_told_each_at_its_place_R2()
    {
        var decision = Decide(
            ExampleMessage.Read("enrolment.requested/full"),
            offerings: [Offering("R-5501", target: "10066"), Offering("R-5502", withdrawn: true)]);
        Assert.Equal([(OfferingNotOfTarget, "/data/selections/0/id"), (OfferingNotEnrollable, "/data/selections/1/id")], decision.Faults());
    }

    [Fact]
    public void One_faulty_selection_refuses_the_whole_enrolment_and_nothing_comes_true_R2()
    {
        var decision = Decide(ExampleMessage.Read("enrolment.requested/full"), offerings: [Offering("R-5501"), Offering("R-5502", withdrawn: true)]);
        Assert.Equal([OfferingNotEnrollable], decision.Codes());
        Assert.Equal((0, 0), (decision.Recipients.Count, decision.Links.Count));
    }

    private static Decision Enrol(params Offering[] known) => Decide(ExampleMessage.Read("enrolment.requested/minimal"), offerings: known);

    private static Decision EnrolAt(string enrolledAt, Offering known) => EnrolAt(enrolledAt, enrolledAt, known);

    private static Decision EnrolAt(string enrolledAt, string now, Offering known) =>
        Decide(ExampleMessage.Read("enrolment.requested/minimal", ("data/enrolledAt", enrolledAt)), now, offerings: [known]);
}
