using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Contracts.Envelopes;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>R3, R12, R17: changes reach every target with a live link to the student, found by keyed hash. The home is 10065, today 2026-03-02.</summary>
public class LinkRulesTests
{
    private const string Hetu = "150402A901F";

    public static TheoryData<string> Changes => ["study-right.changed", "personal-data.changed"];

    [Theory, MemberData(nameof(Changes))]
    public void A_change_goes_to_every_target_with_a_live_link_R3_R12_R17(string type)
    {
        var decision = Change(type, Link(target: "10066"), Link(target: "10056"));
        Assert.Equal(["10056", "10066"], decision.Recipients);
        Assert.Empty(decision.Notes);
    }

    [Theory, MemberData(nameof(Changes))]
    public void Without_a_live_link_it_is_done_with_and_says_so_R3_R12_R17(string type)
    {
        var decision = Change(type);
        Assert.Equal((0, 0), (decision.Refusals.Count, decision.Recipients.Count));
        Assert.Equal(NoRecipients, Assert.Single(decision.Notes).Code);
    }

    [Fact]
    public void Several_cases_at_one_target_make_one_delivery_R3() =>
        Assert.Equal(["10056"], Change("personal-data.changed", Link(caseId: "case-1"), Link(caseId: "case-2")).Recipients);

    [Theory]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-03-02", false)] // from this day on it does not count
    [InlineData("2026-03-03", true)]
    public void An_expired_link_leads_nowhere_R3(string expires, bool live) =>
        Assert.Equal(live ? ["10056"] : [], Change("personal-data.changed", Link(expires: expires)).Recipients);

    [Fact]
    public void The_day_of_expiry_is_the_Finnish_one_R3()
    {
        Assert.Single(Decide(Message("personal-data.changed"), "2026-03-02T21:59:59Z", links: [Link(expires: "2026-03-03")]).Recipients);
        Assert.Empty(Decide(Message("personal-data.changed"), "2026-03-02T22:00:00Z", links: [Link(expires: "2026-03-03")]).Recipients);
    }

    [Fact]
    public void Another_homes_link_to_the_same_person_leads_nowhere_R3() =>
        Assert.Empty(Change("personal-data.changed", Link(home: "10066", target: "10056")).Recipients);

    [Fact]
    public void Another_students_link_leads_nowhere_R3() =>
        Assert.Empty(Change("personal-data.changed", Link(hash: Hasher.Hash("learnerNumber", "1.2.246.562.98.90010000165"))).Recipients);

    [Theory]
    [InlineData("learnerNumber", "1.2.246.562.98.90010000165")]
    [InlineData("personalIdentityCode", Hetu)]
    public void Any_one_identifier_of_the_student_finds_the_link_R3(string kind, string identifier)
    {
        var link = LinkOf("10066", kind, identifier);
        Assert.Equal(["10056"], Decide(ExampleMessage.Read("study-right.changed/full"), links: [link]).Recipients);
    }

    [Theory]
    [InlineData("learnerNumber", "1.2.246.562.98.90010000165")]
    [InlineData("personalIdentityCode", Hetu)]
    public void A_previous_identity_finds_the_link_R3(string kind, string identifier) =>
        Assert.Equal(["10056"], Renamed(kind, identifier).Recipients);

    [Fact]
    public void From_then_on_the_new_identity_finds_it_too_R3()
    {
        var old = LinkOf("10065", "personalIdentityCode", Hetu) with { Accepted = true, HomeStudyRightEnd = Day("2028-07-31") };
        var added = Assert.Single(Renamed("personalIdentityCode", Hetu).Links).Put;
        Assert.NotNull(added);
        Assert.Equal(Otto, added.StudentHash);
        Assert.Equivalent(old with { StudentHash = Otto }, added, strict: true);

        Assert.Equal(["10056"], Change("personal-data.changed", added).Recipients);
    }

    [Fact]
    public void An_identity_that_the_link_already_knows_is_not_added_again_R3() =>
        Assert.Empty(Change("personal-data.changed", Link()).Links);

    [Fact]
    public void An_expired_link_is_not_brought_back_by_a_new_identity_R3() =>
        Assert.Empty(Decide(
            Message("personal-data.changed", ("data/previousIdentity", new JsonObject { ["personalIdentityCode"] = Hetu })),
            "2026-03-02T10:00:00+02:00",
            links: [LinkOf("10065", "personalIdentityCode", Hetu) with { ExpiresOn = Day("2026-03-02") }]).Links);

    [Fact]
    public void A_changed_study_right_tells_the_links_its_new_end_R4_R17()
    {
        var homeEnd = Assert.Single(Change("study-right.changed", Link()).Links).HomeEnd;
        Assert.NotNull(homeEnd);
        Assert.Equal(("10065", Day("2026-03-31")), (homeEnd.Home, homeEnd.End));
        Assert.Equal([Otto], homeEnd.StudentHashes);
    }

    [Theory]
    [InlineData(1, "2029-01-31")] // prolonged
    [InlineData(3, "2026-02-27")] // ended
    [InlineData(4, "2026-07-31")] // passive
    [InlineData(5, "2026-03-02")] // resigned
    public void A_study_right_of_any_state_is_told_R17(int state, string end)
    {
        var message = ExampleMessage.Read("study-right.changed/minimal", ("data/homeStudyRight/state", state), ("data/homeStudyRight/endDate", end));
        Assert.Equal(["10056"], Decide(message, "2026-03-02T10:00:00+02:00", links: [Link()]).Recipients);
    }

    [Fact]
    public void Term_attendance_travels_with_the_study_right_R12() =>
        Assert.Equal(["10056"], Decide(ExampleMessage.Read("study-right.changed/full"), links: [LinkOf("10066", "learnerNumber", "1.2.246.562.98.90010000165")]).Recipients);

    [Fact]
    public void An_institution_that_left_the_network_still_gets_the_changes_of_those_who_study_there_R3() =>
        Assert.Equal(["10056"], Decide(
            Message("personal-data.changed"),
            "2026-03-02T10:00:00+02:00",
            SampleDirectory.Of(Network("3amk", members: [Member("10056", until: "2025-12-31"), Member("10065")])),
            [Link()]).Recipients);

    private static Decision Change(string type, params Link[] links) => Decide(Message(type), "2026-03-02T10:00:00+02:00", links: links);

    /// <summary>Personal data of a student whose identifiers are all new; the link knows an old one.</summary>
    private static Decision Renamed(string kind, string identifier) => Decide(
        Message("personal-data.changed", ("data/previousIdentity", new JsonObject { [kind] = identifier })),
        "2026-03-02T10:00:00+02:00",
        links: [LinkOf("10065", kind, identifier) with { Accepted = true, HomeStudyRightEnd = Day("2028-07-31") }]);

    private static Envelope Message(string type, params (string Path, JsonNode? Value)[] edits) => ExampleMessage.Read(type + "/minimal", edits);

    private static Link LinkOf(string home, string kind, string identifier) => Link(home, hash: Hasher.Hash(kind, identifier));
}
