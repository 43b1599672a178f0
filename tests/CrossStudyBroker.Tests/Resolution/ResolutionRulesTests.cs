using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Broker.Tracking.DeliveryState;

namespace CrossStudyBroker.Tests.Resolution;

/// <summary>Who may do what about a transfer, and when.</summary>
public sealed class ResolutionRulesTests
{
    private const string NotYours = ProblemCodes.ResolutionNotYours, NotAsked = ProblemCodes.OperatorNotAsked;

    [Theory]
    // verb, sender, recipient, operator, operator asked by the home; of a parked message from the home
    [InlineData(nameof(Verb.Retry), null, null, null, null)]
    [InlineData(nameof(Verb.Return), NotYours, null, NotAsked, null)]
    [InlineData(nameof(Verb.ResolveElsewhere), null, null, NotAsked, null)]
    [InlineData(nameof(Verb.Discard), null, NotYours, NotYours, NotYours)]
    [InlineData(nameof(Verb.Escalate), null, NotYours, NotYours, NotYours)]
    [InlineData(nameof(Verb.Take), null, null, NotAsked, null)]
    [InlineData(nameof(Verb.HandOver), null, ProblemCodes.TurnIsTheirs, NotAsked, null)]
    [InlineData(nameof(Verb.Note), null, null, null, null)]
    public void Each_party_has_its_verbs_and_the_operator_most_only_when_asked_R25(string verb, string? sender, string? recipient, string? @operator, string? asked)
    {
        var (used, at) = (Enum.Parse<Verb>(verb), At(Who.Sender | Who.Home) with { Turn = Party.Sender });

        Assert.Equal(sender, ResolutionRules.Against(used, at with { Turn = Party.Recipient, Caller = Who.Sender | Who.Home, IsEscalated = true }));
        Assert.Equal(recipient, ResolutionRules.Against(used, at with { Caller = Who.Recipient }));
        Assert.Equal(@operator, ResolutionRules.Against(used, at with { Caller = Who.Operator }));
        Assert.Equal(asked, ResolutionRules.Against(used, at with { Caller = Who.Operator | Who.AskedOperator }));
    }

    [Fact]
    public void Every_verb_has_a_row_and_every_state_an_answer()
    {
        Assert.Equal(Enum.GetValues<Verb>(), ResolutionRules.Table.Keys.Order());
        foreach (var verb in Enum.GetValues<Verb>())
        {
            foreach (var state in Enum.GetValues<DeliveryState>())
            {
                var refusal = ResolutionRules.Against(verb, At(Who.Sender | Who.Recipient | Who.Home) with { State = state });
                Assert.True(refusal is null || ProblemCatalogue.Find(refusal) is not null, $"{verb} {state}: {refusal}");
            }
        }
    }

    [Theory]
    [InlineData(Queued, ProblemCodes.DeliveryOnItsWay)]
    [InlineData(Held, ProblemCodes.DeliveryHeld)]
    [InlineData(Retrying, null)]
    [InlineData(Parked, null)]
    [InlineData(Delivered, ProblemCodes.DeliveryWithRecipient)]
    [InlineData(Processed, ProblemCodes.DeliverySettled)]
    [InlineData(Refused, ProblemCodes.DeliverySettled)]
    [InlineData(Superseded, ProblemCodes.DeliverySettled)]
    [InlineData(Returned, ProblemCodes.DeliverySettled)]
    [InlineData(ResolvedElsewhere, ProblemCodes.DeliverySettled)]
    [InlineData(Discarded, ProblemCodes.DeliverySettled)]
    [InlineData(Expired, ProblemCodes.DeliverySettled)]
    public void Only_what_failed_is_retried(DeliveryState state, string? refusal) =>
        Assert.Equal(refusal, ResolutionRules.Against(Verb.Retry, At(Who.Recipient) with { State = state }));

    [Fact]
    public void What_waits_may_be_settled_and_what_a_verb_does_the_delivery_allows()
    {
        foreach (var (verb, state) in new[] { (Verb.Return, Returned), (Verb.ResolveElsewhere, ResolvedElsewhere), (Verb.Discard, Discarded) })
        {
            foreach (var before in Enum.GetValues<DeliveryState>())
            {
                var allowed = ResolutionRules.Against(verb, At(Who.Sender | Who.Recipient) with { State = before }) is null;
                Assert.Equal(DeliveryStates.MayBecome(before, state), allowed);
            }
        }
    }

    [Fact]
    public void A_retry_needs_the_content_and_is_not_asked_for_twice()
    {
        Assert.Equal(ProblemCodes.PayloadNotKept, ResolutionRules.Against(Verb.Retry, At(Who.Sender) with { HasPayload = false }));
        Assert.Equal(ProblemCodes.DeliveryOnItsWay, ResolutionRules.Against(Verb.Retry, At(Who.Sender) with { IsUnderWay = true }));
    }

    [Fact]
    public void The_home_asks_the_operator_once_until_that_hands_back()
    {
        Assert.Equal(ProblemCodes.AlreadyEscalated, ResolutionRules.Against(Verb.Escalate, At(Who.Recipient | Who.Home) with { IsEscalated = true, Turn = Party.Operator }));
        Assert.Null(ResolutionRules.Against(Verb.Escalate, At(Who.Recipient | Who.Home) with { IsEscalated = true, Turn = Party.Recipient }));
    }

    [Fact]
    public void What_somebody_took_is_taken_from_them_knowingly_only()
    {
        var at = At(Who.Sender) with { Taken = 7 };

        Assert.Equal(ProblemCodes.DeliveryTaken, ResolutionRules.Against(Verb.Take, at));
        Assert.Equal(ProblemCodes.DeliveryTaken, ResolutionRules.Against(Verb.Take, at, insteadOf: 6));
        Assert.Null(ResolutionRules.Against(Verb.Take, at, insteadOf: 7));
    }

    [Fact]
    public void One_hands_over_to_the_other_party_and_to_the_operator_only_after_the_home_asked_it()
    {
        Assert.Equal([Party.Recipient], ResolutionRules.Receivers(At(Who.Sender) with { Turn = Party.Sender }));
        Assert.Equal([Party.Recipient, Party.Operator], ResolutionRules.Receivers(At(Who.Sender) with { Turn = Party.Sender, IsEscalated = true }));
        Assert.Equal([Party.Sender, Party.Recipient], ResolutionRules.Receivers(At(Who.Operator | Who.AskedOperator) with { Turn = Party.Operator, IsEscalated = true }));
        Assert.Equal(NotAsked, ResolutionRules.Against(Verb.HandOver, At(Who.Recipient), Party.Operator));
        Assert.Equal(NotYours, ResolutionRules.Against(Verb.HandOver, At(Who.Recipient) with { Turn = Party.Sender }, Party.Recipient));
    }

    [Fact]
    public void Who_only_looks_may_nothing() => Assert.All(
        Enum.GetValues<Verb>(),
        verb => Assert.Equal(ProblemCodes.NotPermitted, ResolutionRules.Against(verb, At(Who.Sender | Who.Recipient | Who.Home) with { OnlyViews = true })));

    [Fact]
    public void The_audit_knows_every_verb_by_its_name() => Assert.Empty(
        Enum.GetNames<Verb>().Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName)
            .Except(typeof(AuditActions).GetFields().Select(field => (string)field.GetRawConstantValue()!))); // constants

    private static Situation At(Who caller) => new() { State = DeliveryState.Parked, Caller = caller, HasPayload = true };
}
