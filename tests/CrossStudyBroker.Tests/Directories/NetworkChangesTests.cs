using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using Network = CrossStudyBroker.Broker.Directory.Network;

namespace CrossStudyBroker.Tests.Directories;

/// <summary>What members are told when the directory changes. Today is 2026-01-12.</summary>
public class NetworkChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 12, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_is_told_when_no_network_differs() => Assert.Empty(Between([Network("3amk"), Network("wide")], [Network("wide"), Network("3amk")]));

    [Fact]
    public void Only_the_networks_that_differ_are_told() =>
        Assert.Equal(["wide"], Between([Network("3amk"), Network("wide")], [Network("3amk"), Network("wide", until: "2026-12-31")]).Select(change => change.Payload.Network.Id));

    [Theory]
    [InlineData(false, true, NetworkChange.Created)]
    [InlineData(true, true, NetworkChange.Changed)]
    [InlineData(true, false, NetworkChange.Ended)]
    public void A_network_is_created_changed_or_ended(bool was, bool isNow, NetworkChange change)
    {
        var told = Assert.Single(Between(was ? [Network("3amk")] : [], isNow ? [Network("3amk", until: "2026-12-31")] : []));
        Assert.Equal((change, "3amk", 3), (told.Payload.Change, told.Payload.Network.Id, told.Payload.Members.Count));
        Assert.Equal(["10056", "10065", "10066"], told.Recipients);
    }

    [Fact]
    public void Those_who_left_and_those_who_joined_are_told() => Assert.Equal(
        ["10056", "10065", "10066"],
        Told([Member("10056"), Member("10065")], [Member("10056"), Member("10066")]));

    [Theory]
    [InlineData("2020-08-01", "2026-01-11", false)] // long gone
    [InlineData("2020-08-01", "2026-01-12", true)] // last day
    [InlineData("2026-08-01", null, true)] // to come: nothing else would tell it later
    public void Members_are_told_until_they_have_left(string from, string? until, bool told)
    {
        var members = new[] { Member("10056"), Member("10065", from, until) };
        Assert.Equal(told ? ["10056", "10065", "10066"] : ["10056", "10066"], Told(members, [.. members, Member("10066")]));
    }

    [Theory]
    [InlineData("2026-08-01", null, 3)] // a network that begins later
    [InlineData("2020-08-01", "2026-01-12", 3)]
    [InlineData("2020-08-01", "2026-01-11", 0)]
    public void A_networks_own_period_counts_likewise(string from, string? until, int told) =>
        Assert.Equal(told, Between([], [Network("3amk", from, until)]).Single().Recipients.Count);

    [Fact]
    public void A_membership_that_is_ended_by_the_change_is_told_to_the_one_who_leaves() =>
        Assert.Contains("10065", Told([Member("10056"), Member("10065")], [Member("10056"), Member("10065", until: "2025-12-31")]));

    [Fact]
    public void An_institution_that_left_the_broker_altogether_is_not_told() =>
        Assert.Equal(["10056"], Told([Member("10056"), Member("99999")], [Member("10056")]));

    [Fact]
    public void Every_replica_gives_a_change_the_same_id_and_every_change_its_own()
    {
        var (before, after, other) = (Network("3amk"), Network("3amk", until: "2026-12-31"), Network("3amk", until: "2027-12-31"));
        var id = Between([before], [after]).Single().MessageId;
        Assert.Equal(id, Between([before], [after], Now.AddHours(1)).Single().MessageId);
        Assert.Equal(4, new[]
        {
            id,
            Between([before], [other]).Single().MessageId,
            Between([after], [before]).Single().MessageId,
            Between([before], [after], Now.AddDays(1)).Single().MessageId, // changed back in between, and again
        }.Distinct().Count());
    }

    [Fact]
    public void What_is_told_is_valid_by_the_contract()
    {
        var (messageId, payload, recipients) = Assert.Single(Between([], [Network("3amk", until: "2030-12-31")]));
        var message = new OutgoingMessage { Id = messageId, Recipient = recipients[0], Network = payload.Network.Id, Data = payload }.ToJson("broker", Now);
        Assert.Empty(MessageValidation.Validate(message, MessageValidation.ContentType).Problems);
    }

    private static IReadOnlyList<string> Told(NetworkMember[] before, NetworkMember[] after) =>
        Between([Network("3amk", members: before)], [Network("3amk", members: after)]).Single().Recipients;

    private static List<(string MessageId, NetworkChanged Payload, IReadOnlyList<string> Recipients)> Between(Network[] before, Network[] after, DateTimeOffset? now = null)
    {
        var institutions = new[] { "10056", "10065", "10066", "10122" }.Select(code => Institution(code)).ToList();
        return [.. NetworkChanges.Between(new InstitutionDirectory(institutions, before), new InstitutionDirectory(institutions, after), now ?? Now)];
    }
}
