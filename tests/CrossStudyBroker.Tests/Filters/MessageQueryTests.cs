using System.Text.Json;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Filters;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace CrossStudyBroker.Tests.Filters;

/// <summary>The grammar of filters in addresses, and what it asks the tracker for.</summary>
public sealed class MessageQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["institution"] = ["10056", "10065", "99999"],
        ["sender"] = ["10056", "10065", "broker"],
        ["recipient"] = ["10056", "10065", "99999"],
        ["direction"] = [.. FilterRules.Directions],
        ["network"] = ["3amk", "campusonline", "a-network-of-the-past"],
        ["kind"] = [.. FilterRules.Kinds],
        ["type"] = [.. FilterRules.Types],
        ["state"] = [.. FilterRules.States],
        ["code"] = [.. FilterRules.Codes, "one-of-their-own"],
        ["text"] = ["unknown", "tuntematon opiskelija", "a+b & c=d %", "ä?#/\"'<>"],
        ["attempts"] = ["0", "3", "2..", "..4", "1..3"],
        ["case"] = ["c-1", "a.b:c_d", "0199c0de-0000-7000-8000-000000000001"],
        ["id"] = ["m-1", "0199c0de-0000-7000-8000-000000000001"],
        ["cause"] = ["0123456789ab"],
        ["age"] = ["2h..", "..7d", "30min..2h"],
        ["from"] = ["2026-09-01T08:00:00Z", "2026-09-01T11:00:00.5+03:00"],
        ["to"] = ["2026-09-01T08:00:00Z"],
        ["limit"] = ["1", "200"],
        ["cursor"] = ["AbC_-1"],
    };

    /// <summary>Any filters that can be used: some names, each with some values, some of them forbidden.</summary>
    private static Gen<IReadOnlyDictionary<string, StringValues>> Usable { get; } =
        from names in Gen.SubListOf(Values.Keys.ToArray())
        from chosen in Gen.CollectToList(names, name => ValuesOf(name).Select(values => KeyValuePair.Create(name, new StringValues(values))))
        select (IReadOnlyDictionary<string, StringValues>)chosen.ToDictionary();

    [Fact]
    public void What_is_read_and_written_is_read_as_the_same_again() => Prop.ForAll(Usable.ToArbitrary(), filters =>
    {
        var query = Query.Of(filters, Query.Home);
        var address = query.Address("/messages");

        var again = Query.Of(QueryHelpers.ParseQuery(address["/messages".Length..]), Query.Home);

        Assert.Equal(filters.Keys.Order(StringComparer.Ordinal), filters.Keys.Where(name => again[name] is not null).Order(StringComparer.Ordinal));
        Assert.Equal(query.Conditions, again.Conditions);
        Assert.Equal(address, again.Address("/messages"));
        Assert.Equal(Asked(query), Asked(again));
        Assert.DoesNotContain(address, character => character is ' ' or '<' or '>' or '"' or '#');
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_stands_in_an_address_is_either_taken_or_told_and_never_repeated() =>
        Prop.ForAll(Gen.Elements(Values.Keys.ToArray()).ToArbitrary(), ArbMap.Default.ArbFor<string?>(), (name, text) =>
        {
            var (query, faults) = Query.Parse([KeyValuePair.Create(name, new StringValues(text ?? ""))], Query.Home);

            Assert.Equal(query[name] is null, faults.Count == 1);
            Assert.All(faults, fault => Assert.Equal(name, fault.Filter));
            Assert.All(faults, fault => Assert.True(text is null or { Length: < 12 } || !fault.Expected.Contains(text, StringComparison.Ordinal)));
            Assert.Equal(Asked(query), Asked(Query.Of(QueryHelpers.ParseQuery(query.Address("")), Query.Home)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_filter_asks_for_what_it_says()
    {
        var filter = Meaning("?institution=10065,!10066&network=3amk&kind=!offering&type=crossstudy.enrolment.requested.v1&state=refused,dry-run,!parked"
            + "&cause=0123456789ab&code=student-unknown&attempts=2..,!5&case=c-1&id=m-1&limit=7&cursor=abc&from=2026-09-01T00:00:00Z");

        Assert.Equal(["10065"], filter.AnyOf.Institutions);
        Assert.Equal(["10066"], filter.NoneOf.Institutions);
        Assert.Equal(["3amk"], filter.AnyOf.Networks);
        Assert.Equal(["offering"], filter.NoneOf.Kinds);
        Assert.Equal(["crossstudy.enrolment.requested.v1"], filter.AnyOf.Types);
        Assert.Equal([DeliveryState.Refused], filter.AnyOf.States);
        Assert.Equal([DeliveryState.Parked], filter.NoneOf.States);
        Assert.Equal((true, false), (filter.AnyOf.DryRun, filter.NoneOf.DryRun));
        Assert.Equal(["student-unknown"], filter.AnyOf.Codes);
        Assert.Equal([new AttemptRange(2, int.MaxValue)], filter.AnyOf.Attempts);
        Assert.Equal([new AttemptRange(5, 5)], filter.NoneOf.Attempts);
        Assert.Equal(("c-1", "m-1", "0123456789ab"), (filter.CaseId, filter.MessageId, filter.Cause));
        Assert.Equal((7, "abc", Now.AddHours(-8)), (filter.Limit, filter.Cursor, filter.From));
    }

    [Theory]
    [InlineData("?direction=sent&institution=10065", "10065", "")]
    [InlineData("?direction=received&institution=10065", "", "10065")]
    [InlineData("?direction=sent,received&institution=10065", "", "")]
    public void Direction_is_that_of_the_institution_asked_for(string address, string sender, string recipient)
    {
        var filter = Meaning(address);

        Assert.Equal((sender, recipient), (string.Join(',', filter.AnyOf.Senders), string.Join(',', filter.AnyOf.Recipients)));
    }

    [Fact]
    public void Direction_is_that_of_ones_own_institution()
    {
        var filter = FilterMeaning.Of(Query.Of("?direction=received,!sent&institution=10065", Query.Home), Query.Home, Now);

        Assert.Equal(["10056"], filter.AnyOf.Recipients);
        Assert.Equal(["10056"], filter.NoneOf.Senders);
        Assert.Equal("10065", filter.Institution);
    }

    [Theory]
    [InlineData("?sender=10056,broker&recipient=!10065", "10056,broker", "", "", "10065")]
    [InlineData("?recipient=10065&direction=sent", "10056", "10065", "", "")]
    [InlineData("?sender=10065,10056&direction=sent", "10056", "", "", "")]
    [InlineData("?sender=10065&direction=sent", "-", "", "", "")] // finds nothing, not everything
    [InlineData("?sender=!10065&direction=!sent", "", "", "10065,10056", "")]
    public void Sender_recipient_and_direction_hold_together(string address, string senders, string recipients, string notSenders, string notRecipients)
    {
        var filter = FilterMeaning.Of(Query.Of(address, Query.Home), Query.Home, Now);

        Assert.Equal((senders, recipients), (string.Join(',', filter.AnyOf.Senders), string.Join(',', filter.AnyOf.Recipients)));
        Assert.Equal((notSenders, notRecipients), (string.Join(',', filter.NoneOf.Senders), string.Join(',', filter.NoneOf.Recipients)));
    }

    [Theory]
    [InlineData("?age=2h..", null, "06:00")]
    [InlineData("?age=..90min", "06:30", null)]
    [InlineData("?age=1h..3h&from=2026-09-01T06:00:00Z&to=2026-09-01T06:30:00Z", "06:00", "06:30")]
    [InlineData("?age=1h..3h&from=2026-09-01T04:00:00Z&to=2026-09-01T07:30:00Z", "05:00", "07:00")]
    public void Age_and_moments_hold_together(string address, string? from, string? to)
    {
        var filter = Meaning(address);

        Assert.Equal((from, to), (filter.From?.ToString("HH:mm"), filter.To?.ToString("HH:mm")));
    }

    [Fact]
    public void Text_finds_codes_by_their_words_in_every_language()
    {
        Assert.Contains(ProblemCodes.StudentUnknown, Meaning("?text=student-unk").AnyOf.Codes);
        Assert.Contains(ProblemCodes.StudentUnknown, Meaning("?text=" + Uri.EscapeDataString(ProblemCatalogue.Find(ProblemCodes.StudentUnknown)!.Title.Fi.ToUpperInvariant())).AnyOf.Codes); // in the catalogue
        Assert.Equal([ProblemCodes.StudentUnknown], Meaning("?text=unknown&code=student-unknown").AnyOf.Codes);
        Assert.Equal(["-"], Meaning("?text=no problem says this").AnyOf.Codes); // finds nothing, not everything
        Assert.Contains(ProblemCodes.StudentUnknown, Meaning("?text=!unknown").NoneOf.Codes);
        Assert.Empty(Meaning("?text=!unknown").AnyOf.Codes);
    }

    [Theory]
    [InlineData("?direction=sent", "'institution'")]
    [InlineData("?direction=sent&institution=10056,10065", "'institution'")]
    [InlineData("?direction=out", "nearest is")]
    [InlineData("?sender=brokr", "five digits")]
    [InlineData("?recipient=broker", "five digits")]
    [InlineData("?network=3amkk", "nearest is 3amk")]
    [InlineData("?network=3 AMK", "nearest is 3amk")]
    [InlineData("?type=enrolment.requested", "nearest is crossstudy.enrolment.requested.v1")]
    [InlineData("?code=student-unknwn", "nearest is student-unknown")]
    [InlineData("?state=parked,retryng", "nearest is retrying")]
    [InlineData("?state=parked,,held", "one of")]
    [InlineData("?state=!", "one of")]
    [InlineData("?attempts=many", "2..")]
    [InlineData("?attempts=3..1", "2..")]
    [InlineData("?age=2h", "2h..")]
    [InlineData("?age=..", "2h..")]
    [InlineData("?age=3h..1h", "2h..")]
    [InlineData("?age=!2h..", "2h..")]
    [InlineData("?age=2 hours..", "2h..")]
    [InlineData("?from=!2026-09-01T08:00:00Z", "2026-09-01T08:00:00Z")]
    [InlineData("?text=131052-308T", "identity codes")]
    [InlineData("?id=1.2.246.562.24.00000000001", "identity codes")]
    [InlineData("?case=c-1,131052-308T", "identity codes")]
    public void What_cannot_be_used_is_told_with_what_is_expected(string address, string expected)
    {
        var (_, faults) = Query.Parse(QueryHelpers.ParseQuery(address));

        Assert.Contains(expected, Assert.Single(faults).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_a_condition_begins_on_the_first_page()
    {
        var query = Query.Of("?state=parked&kind=enrolment&limit=10&cursor=abc");

        Assert.Equal("/m?kind=enrolment&limit=10&state=refused", query.With("state", "refused").Address("/m"));
        Assert.Equal("/m?kind=enrolment&limit=10", query.Without("state").Address("/m"));
        Assert.Equal("/m?cursor=next&kind=enrolment&limit=10&state=parked", query.With("cursor", "next").Address("/m"));
        Assert.Equal(2, query.Count);
    }

    private static Gen<string[]> ValuesOf(string name) => FilterRules.Find(name)!.IsList // a rule for each of them
        ? Gen.NonEmptyListOf(from value in Gen.Elements(Values[name]) from not in Gen.Elements("", "!") select not + value).Select(values => values.ToArray()).Resize(12)
        : Gen.Elements(Values[name]).Select(value => new[] { value });

    private static MessageFilter Meaning(string address) => FilterMeaning.Of(Query.Of(address), Query.Operator, Now);

    private static string Asked(MessageQuery query) => JsonSerializer.Serialize(FilterMeaning.Of(query, Query.Home, Now));
}
