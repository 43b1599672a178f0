using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Contracts.Envelopes;
using Xunit;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>What is asked of the store before a decision, and which messages of a batch must wait for an earlier one.</summary>
public class FactNeedsTests
{
    private static readonly Envelope Enrolment = ExampleMessage.Read("enrolment.requested/minimal");

    [Fact]
    public void An_enrolment_asks_for_its_offering_R2()
    {
        var needs = Of(ExampleMessage.Read("enrolment.requested/full"));
        Assert.Equal(["R-5501", "R-5502"], needs.Offerings);
        Assert.Equal((0, 0, 0), (needs.Cases.Count, needs.Students.Count, needs.Deliveries.Count));
    }

    [Fact]
    public void A_cancellation_asks_for_its_case_and_offering_R15()
    {
        var needs = Of(ExampleMessage.Read("enrolment.cancelled/full"));
        Assert.Equal(["019b55fe-726b-70c5-8d0e-c3cfb902ecaf"], needs.Cases);
        Assert.Equal(["R-5502"], needs.Offerings);
    }

    [Theory]
    [InlineData("personal-data.changed/full", 4)] // three identifiers and the previous one
    [InlineData("study-right.changed/full", 2)]
    public void A_change_asks_for_the_links_of_every_identifier_of_the_senders_student_R3_R17(string example, int count)
    {
        var students = Of(ExampleMessage.Read(example)).Students;
        Assert.Equal(count, students.Count);
        Assert.All(students, student => Assert.Equal("10066", student.Home));
    }

    [Fact]
    public void A_decision_asks_for_its_case_and_for_the_delivery_it_answers_R4()
    {
        var needs = Of(ExampleMessage.Read("enrolment.decided/minimal"));
        Assert.Equal(["019b2e12-a6d8-7365-a093-beafd1238007"], needs.Cases);
        Assert.Equal([DerivedIds.Delivery("10065", "019b1509-03be-71dd-8197-cd90d8b574fb", "10056")], needs.Deliveries);
    }

    [Fact]
    public void An_answer_about_a_study_right_asks_for_its_case_if_it_names_one_R4()
    {
        Assert.Equal(["019b55fe-726b-70c5-8d0e-c3cfb902ecaf"], Of(ExampleMessage.Read("study-right.answered/full")).Cases);
        Assert.Empty(Of(ExampleMessage.Read("study-right.answered/minimal")).Cases);
    }

    [Fact]
    public void A_receipt_asks_for_its_delivery() =>
        Assert.Equal([Guid.Parse("2a3b1311-85b5-8edd-a96a-01f8a5c60ff4")], Of(ExampleMessage.Read("receipt/minimal")).Deliveries);

    [Fact]
    public void A_withdrawal_asks_for_what_was_published_and_a_publication_does_not_R7()
    {
        Assert.Equal(["R-5501"], Of(ExampleMessage.Read("offering.withdrawn/minimal")).Offerings);
        Assert.Empty(Of(ExampleMessage.Read("offering.published/minimal")).Offerings);
    }

    [Fact]
    public void A_completion_asks_for_nothing_R14_but_for_its_case_where_it_does_not_say_which_network_it_is_of()
    {
        var needs = Of(ExampleMessage.Read("completion.recorded/full", ("network", "3amk")));
        Assert.Equal((0, 0, 0, 0), (needs.Cases.Count, needs.Students.Count, needs.Deliveries.Count, needs.Offerings.Count));
        Assert.Equal(["case-1"], Of(ExampleMessage.Read("completion.recorded/full", ("network", null), ("caseid", "case-1"))).Cases);
    }

    [Fact]
    public void Messages_of_one_case_wait_for_each_other() =>
        Assert.True(Waits(ExampleMessage.Read("enrolment.cancelled/minimal", ("data/student/learnerNumber", "1.2.246.562.98.90010000165")), after: Enrolment));

    [Fact]
    public void Messages_about_one_student_wait_for_each_other_R3_R17()
    {
        Assert.True(Waits(ExampleMessage.Read("personal-data.changed/minimal"), after: Enrolment));
        Assert.True(Waits(ExampleMessage.Read("study-right.changed/minimal"), after: ExampleMessage.Read("personal-data.changed/minimal")));
    }

    [Fact]
    public void A_student_is_the_same_under_a_previous_identity_R3() => Assert.True(Waits(
        ExampleMessage.Read("personal-data.changed/full", ("data/previousIdentity", new JsonObject { ["learnerNumber"] = "1.2.246.562.98.90020000155" })),
        after: Enrolment));

    [Fact]
    public void Enrolments_of_different_students_to_the_same_offering_do_not_wait() =>
        Assert.False(Waits(ExampleMessage.Read("enrolment.requested/full", ("data/selections/0/id", "CU-300")), after: Enrolment));

    [Theory]
    [InlineData("offering.published/minimal", "offering.published/minimal", true)] // R9: the newest holds
    [InlineData("offering.published/full", "offering.withdrawn/minimal", true)] // R7
    [InlineData("offering.withdrawn/minimal", "offering.published/full", true)]
    [InlineData("offering.withdrawn/minimal", "offering.withdrawn/full", true)]
    [InlineData("offering.published/minimal", "offering.withdrawn/minimal", false)] // other items
    [InlineData("offering.published/minimal", "enrolment.requested/minimal", true)] // R2
    [InlineData("offering.published/minimal", "enrolment.cancelled/minimal", true)] // R15
    [InlineData("offering.published/full", "enrolment.requested/minimal", false)]
    [InlineData("enrolment.requested/minimal", "offering.published/minimal", false)]
    [InlineData("completion.recorded/full", "completion.recorded/minimal", false)]
    public void A_message_waits_for_the_offering_that_an_earlier_one_changes(string earlier, string later, bool waits) =>
        Assert.Equal(waits, Waits(ExampleMessage.Read(later), after: ExampleMessage.Read(earlier)));

    private static FactNeeds Of(Envelope message) => FactNeeds.Of(message, Hasher.HashesOf(message.Data));

    private static bool Waits(Envelope later, Envelope after)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        Of(after).AddChanges(changed);
        return Of(later).DependsOn(changed);
    }
}
