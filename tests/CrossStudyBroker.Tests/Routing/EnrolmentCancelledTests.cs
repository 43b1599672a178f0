using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R15: at any time while not accepted, after that only inside the realisation's enrolment period (2026-01-05 to 18).</summary>
public class EnrolmentCancelledTests
{
    private const string Before = "2026-01-04T12:00:00+02:00";
    private const string Inside = "2026-01-13T09:30:00+02:00";
    private const string After = "2026-01-19T00:00:01+02:00";

    [Theory]
    [InlineData(Before)]
    [InlineData(Inside)]
    [InlineData(After)]
    public void While_not_accepted_an_enrolment_can_be_cancelled_at_any_time_R15(string when) =>
        Assert.Equal(["10056"], Cancel(when, Link()).Recipients);

    [Theory]
    [InlineData(Before, false)]
    [InlineData("2026-01-05T00:00:00+02:00", true)]
    [InlineData(Inside, true)]
    [InlineData("2026-01-18T21:59:59Z", true)] // the last second of the last day in Finland
    [InlineData("2026-01-18T22:00:00Z", false)] // the day after in Finland, still the last day in UTC
    [InlineData(After, false)]
    public void Once_accepted_only_inside_the_enrolment_period_R15(string when, bool passes)
    {
        var decision = Cancel(when, Link(accepted: true));
        Assert.Equal(passes ? [] : [CancellationTooLate], decision.Codes());
        Assert.Equal(passes ? ["10056"] : [], decision.Recipients);
    }

    [Fact]
    public void The_students_day_counts_even_if_the_message_comes_after_the_period_R15() =>
        Assert.Empty(Cancel("2026-01-18T23:50:00+02:00", Link(accepted: true), now: "2026-01-19T08:00:00+02:00").Refusals);

    [Fact]
    public void A_cancellation_dated_in_the_future_counts_as_made_today_R15() =>
        Assert.Equal([CancellationTooLate], Cancel(Inside, Link(accepted: true), now: "2026-01-04T08:00:00+02:00").Codes());

    [Fact]
    public void The_newest_published_period_counts_R9_R15() =>
        Assert.Empty(Cancel(After, Link(accepted: true), Offering(end: "2026-01-31T23:59:59+02:00")).Refusals);

    [Fact]
    public void An_unknown_case_passes_because_the_target_will_know_R15() => Assert.Equal(["10056"], Cancel(After).Recipients);

    [Fact]
    public void Unknown_offering_passes_because_the_target_will_know_R15() =>
        Assert.Empty(Cancel(After, Link(accepted: true), Offering(id: "CU-999")).Refusals);

    [Fact]
    public void Another_institutions_offering_with_the_same_id_does_not_count_R15() =>
        Assert.Empty(Cancel(After, Link(accepted: true), Offering(target: "10066")).Refusals);

    [Theory]
    [InlineData("10066", "10056", "019b2e12-a6d8-7365-a093-beafd1238007")]
    [InlineData("10065", "10066", "019b2e12-a6d8-7365-a093-beafd1238007")]
    [InlineData("10065", "10056", "another-case")]
    public void Only_the_links_of_this_case_between_these_two_count_R15(string home, string target, string caseId) =>
        Assert.Empty(Cancel(After, Link(home, target, caseId, accepted: true)).Refusals);

    [Fact]
    public void The_answer_says_whom_to_contact_R15()
    {
        var office = new StudyOffice { Name = new Localised { En = "Study office" }, Email = "office@haaga-helia.example", Phone = "+358 9 0000 001", Url = "https://haaga-helia.example/office" };
        var directory = new InstitutionDirectory(
            [SampleDirectory.Institution("10056", office: office), SampleDirectory.Institution("10065")], [SampleDirectory.Network("3amk")]);

        var problem = Assert.Single(Cancel(After, Link(accepted: true), directory: directory).Refusals);
        Assert.All(["Study office", office.Email, office.Phone, office.Url], way => Assert.Contains(way, problem.Detail));
    }

    [Theory]
    [InlineData("Studiekansliet", null, "Studiekansliet")]
    [InlineData(null, "Opintotoimisto", "Opintotoimisto")]
    public void An_office_without_an_English_name_is_named_in_another_language_R15(string? swedish, string? finnish, string name)
    {
        var office = new StudyOffice { Name = new Localised { Sv = swedish, Fi = finnish }, Email = "office@haaga-helia.example" };
        var directory = new InstitutionDirectory([SampleDirectory.Institution("10056", office: office)], [SampleDirectory.Network("3amk")]);
        Assert.Contains($"contact {name}: office@haaga-helia.example.", Cancel(After, Link(accepted: true), directory: directory).Refusals[0].Detail);
    }

    [Fact]
    public void A_target_without_a_study_office_in_the_directory_is_named_itself_R15() =>
        Assert.Contains("study office of 10056", Cancel(After, Link(accepted: true)).Refusals[0].Detail);

    private static Decision Cancel(string cancelledAt, Link? link = null, Offering? offering = null, InstitutionDirectory? directory = null, string? now = null) => Decide(
        ExampleMessage.Read("enrolment.cancelled/minimal", ("data/cancelledAt", cancelledAt)),
        now ?? cancelledAt,
        directory,
        links: link is null ? [] : [link],
        offerings: [offering ?? Offering()]);
}
