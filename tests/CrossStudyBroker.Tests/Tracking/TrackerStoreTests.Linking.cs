using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Tracking;
using Xunit;

namespace CrossStudyBroker.Tests.Tracking;

public abstract partial class TrackerStoreTests
{
    [Fact]
    public async Task A_link_is_found_by_student_and_by_case()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()), Put(Sample.Link("student-2", "case-2", Sample.Third)));

        Assert.Equivalent(Sample.Link(), Assert.Single(await LinksOfStudentAsync()), strict: true);
        Assert.Equal(Sample.Third, Assert.Single(await LinksOfCaseAsync("case-2")).Target);
        Assert.Empty(await LinksOfStudentAsync("student-3"));
    }

    [Fact]
    public async Task A_link_asked_for_twice_comes_once()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()));

        var facts = await Store.ReadFactsAsync(
            new FactsRequest { Students = [(Sample.Home, Sample.Hash("student-1"))], Cases = ["case-1"] }, Cancellation);

        Assert.Single(facts.Links);
    }

    [Fact]
    public async Task A_student_is_known_only_by_its_own_home()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()));

        var facts = await Store.ReadFactsAsync(
            new FactsRequest { Students = [(Sample.Third, Sample.Hash("student-1"))] }, Cancellation);

        Assert.Empty(facts.Links);
    }

    [Fact]
    public async Task Putting_a_link_again_replaces_it()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()));
        await RecordLinksAsync("m-2", Put(Sample.Link(accepted: true, expiresOn: Sample.Day.AddDays(7))), Put(Sample.Link(expiresOn: Sample.Day.AddDays(9))));

        var link = Assert.Single(await LinksOfCaseAsync());
        Assert.Equal((false, Sample.Day.AddDays(9)), (link.Accepted, link.ExpiresOn));
    }

    [Fact]
    public async Task Links_of_a_repeat_change_nothing()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()));
        await RecordLinksAsync("m-2", new LinkChange { Decided = Decision(accepted: true) });

        await RecordLinksAsync("m-1", Put(Sample.Link()));

        Assert.True(Assert.Single(await LinksOfCaseAsync()).Accepted);
    }

    [Theory]
    [InlineData(true, true, 20)]
    [InlineData(true, false, 10)]
    [InlineData(false, true, 20)]
    [InlineData(false, false, 20)]
    public async Task A_decision_sets_the_expiry_but_never_takes_an_acceptance_back(bool first, bool second, int expectedDays)
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()), Put(Sample.Link("student-1b")), Put(Sample.Link(caseId: "case-2")));
        await RecordLinksAsync("m-2", new LinkChange { Decided = Decision(first, days: 10) });
        await RecordLinksAsync("m-3", new LinkChange { Decided = Decision(second, days: 20) });

        var links = await LinksOfCaseAsync();
        Assert.Equal(2, links.Count);
        Assert.All(links, l => Assert.Equal((first || second, Sample.Day.AddDays(expectedDays)), (l.Accepted, l.ExpiresOn)));
        Assert.False(Assert.Single(await LinksOfCaseAsync("case-2")).Accepted);
    }

    [Fact]
    public async Task Link_changes_of_one_call_come_true_in_their_order()
    {
        await RecordAsync(
            Linked("m-1", Put(Sample.Link())),
            Linked("m-2", new LinkChange { Decided = Decision(accepted: true, days: 10) }, new LinkChange { Decided = Decision(accepted: true, days: 20) }),
            Linked("m-3", HomeEnds(300, "student-1", "student-1b"), HomeEnds(200, "student-1")),
            Linked("m-4", Put(Sample.Link("student-1b"))),
            Linked("m-5", new LinkChange { Decided = Decision(accepted: false, days: 30) }, HomeEnds(100, "student-1b")));

        var links = (await LinksOfCaseAsync()).ToDictionary(l => Convert.ToHexString(l.StudentHash));
        var (first, second) = (links[Convert.ToHexString(Sample.Hash("student-1"))], links[Convert.ToHexString(Sample.Hash("student-1b"))]);
        Assert.Equal((true, Sample.Day.AddDays(20), Sample.Day.AddDays(100)), (first.Accepted, first.ExpiresOn, first.HomeStudyRightEnd));
        Assert.Equal((false, Sample.Day.AddDays(30), Sample.Day.AddDays(100)), (second.Accepted, second.ExpiresOn, second.HomeStudyRightEnd));
    }

    [Fact]
    public async Task In_one_call_only_new_messages_change_links()
    {
        await RecordLinksAsync("m-2", Put(Sample.Link(expiresOn: Sample.Day.AddDays(50))));

        await RecordAsync(
            Linked("m-1", Put(Sample.Link(expiresOn: Sample.Day.AddDays(70)))), Linked("m-2", Put(Sample.Link(expiresOn: Sample.Day.AddDays(50)))));

        Assert.Equal(Sample.Day.AddDays(70), Assert.Single(await LinksOfCaseAsync()).ExpiresOn);
    }

    [Fact]
    public async Task R17_A_changed_end_of_the_home_study_right_is_kept_on_all_links_of_the_student()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()), Put(Sample.Link(caseId: "case-2", target: Sample.Third)), Put(Sample.Link("student-2", "case-3")));

        await RecordLinksAsync("m-2", HomeEnds(40, "student-1"));

        Assert.All(await LinksOfStudentAsync(), l => Assert.Equal(Sample.Day.AddDays(40), l.HomeStudyRightEnd));
        Assert.Equal(Sample.Link().HomeStudyRightEnd, Assert.Single(await LinksOfStudentAsync("student-2")).HomeStudyRightEnd);
    }

    [Fact]
    public async Task R4_A_changed_end_is_kept_on_the_links_of_a_case_whatever_identifier_the_change_carries()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link()), Put(Sample.Link("student-1b")), Put(Sample.Link("student-2", "case-2")));

        await RecordAsync(Linked("m-2", HomeEnds(60, "student-1b")), Linked("m-3", HomeEnds(40, "student-1")));

        Assert.Equal([Sample.Day.AddDays(40), Sample.Day.AddDays(40)], (await LinksOfCaseAsync()).Select(l => l.HomeStudyRightEnd));
        Assert.Equal(Sample.Link().HomeStudyRightEnd, Assert.Single(await LinksOfCaseAsync("case-2")).HomeStudyRightEnd);
    }

    [Fact]
    public async Task A_link_is_forgotten_on_the_day_it_expires()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link(expiresOn: Sample.Day.AddDays(1))));
        var midnight = new DateTimeOffset(Sample.Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

        Time.Now = midnight.AddTicks(-1);
        Assert.Single(await LinksOfStudentAsync());
        Time.Now = midnight;
        Assert.Empty(await LinksOfStudentAsync());
        Assert.Empty(await LinksOfCaseAsync());
    }

    [Fact]
    public async Task A_late_decision_does_not_bring_an_expired_link_back()
    {
        await RecordLinksAsync("m-1", Put(Sample.Link(expiresOn: Sample.Day.AddDays(1))));

        await RecordAsync(Linked("m-2", new LinkChange { Decided = Decision(accepted: true) }) with { ReceivedAt = Sample.Start.AddDays(1) });

        Assert.False(Assert.Single(await LinksOfCaseAsync()).Accepted);
    }

    private static LinkChange Put(Link link) => new() { Put = link };

    private static LinkChange.CaseDecided Decision(bool accepted, int days = 60) =>
        new(Sample.Home, Sample.Target, "case-1", accepted, Sample.Day.AddDays(days));

    private static LinkChange HomeEnds(int days, params string[] students) => new()
    {
        HomeEnd = new LinkChange.HomeEndChanged(Sample.Home, [.. students.Select(Sample.Hash)], Sample.Day.AddDays(days)),
    };

    private static MessageRecord Linked(string messageId, params LinkChange[] changes) => Sample.Message(messageId) with { Links = changes };

    private Task RecordLinksAsync(string messageId, params LinkChange[] changes) => RecordAsync(Linked(messageId, changes));

    private async Task<IReadOnlyList<Link>> LinksOfStudentAsync(string student = "student-1") =>
        (await Store.ReadFactsAsync(new FactsRequest { Students = [(Sample.Home, Sample.Hash(student))] }, Cancellation)).Links;

    private async Task<IReadOnlyList<Link>> LinksOfCaseAsync(string caseId = "case-1") =>
        (await Store.ReadFactsAsync(new FactsRequest { Cases = [caseId] }, Cancellation)).Links;
}
