using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Tracking;
using Xunit;
using static CrossStudyBroker.Broker.Tracking.DeliveryState;

namespace CrossStudyBroker.Tests.Resolution;

/// <summary>Whose turn it is, and what follows from what people did.</summary>
public sealed class HandlingTests
{
    [Theory]
    [InlineData(Parked, ProblemCodes.ContentRefused, Party.Sender)]
    [InlineData(Parked, ProblemCodes.StudentAmbiguous, Party.Recipient)]
    [InlineData(Parked, ProblemCodes.PayloadUnreadable, Party.Operator)]
    [InlineData(Parked, "a-code-of-the-recipients-own", Party.Recipient)]
    [InlineData(Retrying, ProblemCodes.RecipientBusy, null)]
    [InlineData(Held, null, null)]
    [InlineData(Queued, null, null)]
    [InlineData(Delivered, null, null)]
    [InlineData(Processed, null, null)]
    [InlineData(Refused, ProblemCodes.SelectionUnknown, Party.Sender)]
    [InlineData(Returned, ProblemCodes.StudentUnknown, Party.Sender)]
    [InlineData(Expired, null, Party.Sender)]
    [InlineData(Discarded, null, null)]
    [InlineData(ResolvedElsewhere, null, null)]
    [InlineData(Superseded, null, null)]
    public void Before_anybody_acts_it_is_the_turn_of_whoever_can_mend_it(DeliveryState state, string? code, Party? turn) =>
        Assert.Equal(turn, Handling.Of(Transfer(state, code), []).Turn);

    [Theory]
    [InlineData(Processed, null)]
    [InlineData(Delivered, null)]
    [InlineData(Parked, Party.Sender)]
    [InlineData(null, Party.Sender)]
    public void What_came_back_is_done_with_once_a_message_that_replaces_it_has_arrived(DeliveryState? replacement, Party? turn)
    {
        var returned = Transfer(Returned, ProblemCodes.StudentUnknown) with { ReplacedBy = [new Replacement(Guid.Empty, "new", Sample.Start, replacement)] };

        Assert.Equal(turn, Handling.Of(returned, []).Turn);
    }

    [Fact]
    public void Whoever_takes_it_has_the_turn_and_hands_it_over()
    {
        var taken = Entry(AuditActions.Take, Party.Sender, Party.Sender);
        var after = Handling.Of(Transfer(), [taken]);
        Assert.Equal((Party.Sender, taken), (after.Turn, after.Taken));

        after = Handling.Of(Transfer(), [taken, Entry(AuditActions.HandOver, Party.Sender, Party.Recipient)]);
        Assert.Equal((Party.Recipient, null), (after.Turn, after.Taken));
    }

    [Fact]
    public void The_operator_is_asked_until_it_hands_back_R25()
    {
        var asked = Entry(AuditActions.Escalate, Party.Sender, Party.Operator);
        var taken = Entry(AuditActions.Take, Party.Operator, Party.Operator);
        var after = Handling.Of(Transfer(), [Entry(AuditActions.Take, Party.Recipient, Party.Recipient), asked, taken]);
        Assert.Equal((Party.Operator, asked, taken), (after.Turn, after.Escalated, after.Taken));

        after = Handling.Of(Transfer(), [asked, taken, Entry(AuditActions.HandOver, Party.Operator, Party.Sender)]);
        Assert.Equal((Party.Sender, null, null), (after.Turn, after.Escalated, after.Taken));
    }

    [Fact]
    public void A_failure_of_another_kind_is_a_new_one_but_the_operator_stays_asked()
    {
        var taken = Entry(AuditActions.Take, Party.Recipient, Party.Recipient);
        var after = Handling.Of(Transfer(code: ProblemCodes.ContentRefused), [taken]);
        Assert.Equal((Party.Sender, null), (after.Turn, after.Taken));

        after = Handling.Of(Transfer(code: ProblemCodes.ContentRefused), [Entry(AuditActions.Escalate, Party.Sender, Party.Operator)]);
        Assert.Equal(Party.Operator, after.Turn);
    }

    [Fact]
    public void Notes_and_retries_leave_it_where_it_is()
    {
        var taken = Entry(AuditActions.Take, Party.Sender, Party.Sender);
        var retried = Entry(AuditActions.Retry, Party.Recipient);
        var after = Handling.Of(Transfer(), [taken, retried, Entry(AuditActions.Note, Party.Recipient)]);

        Assert.Equal((Party.Sender, taken, retried), (after.Turn, after.Taken, after.Last));
    }

    [Theory]
    [InlineData(MessageType.EnrolmentRequested, Sample.Home)]
    [InlineData(MessageType.EnrolmentCancelled, Sample.Home)]
    [InlineData(MessageType.StudyRightChanged, Sample.Home)]
    [InlineData(MessageType.PersonalDataChanged, Sample.Home)]
    [InlineData(MessageType.CompletionAnswered, Sample.Home)]
    [InlineData(MessageType.EnrolmentReceived, Sample.Target)]
    [InlineData(MessageType.EnrolmentDecided, Sample.Target)]
    [InlineData(MessageType.StudyRightAnswered, Sample.Target)]
    [InlineData(MessageType.PersonalDataAnswered, Sample.Target)]
    [InlineData(MessageType.CompletionRecorded, Sample.Target)]
    [InlineData(MessageType.OfferingPublished, Sample.Target)]
    [InlineData(MessageType.OfferingWithdrawn, Sample.Target)]
    [InlineData(MessageType.NetworkChanged, Sample.Target)]
    public void The_home_sends_what_the_home_masters_and_receives_the_rest(string type, string home) => // sent by Sample.Home, to Sample.Target
        Assert.Equal(home, (Transfer() with { Type = type }).Home);

    [Fact]
    public void The_brokers_own_messages_are_the_operators()
    {
        Assert.Equal([Party.Operator], Transfer().PartsOf(null));
        Assert.Equal([Party.Operator, Party.Sender], (Transfer() with { Sender = "broker" }).PartsOf(null));
        Assert.Equal([Party.Sender], Transfer().PartsOf(Sample.Home));
        Assert.Equal([Party.Recipient], Transfer().PartsOf(Sample.Target));
        Assert.Empty(Transfer().PartsOf(Sample.Third));
    }

    private static Transfer Transfer(DeliveryState state = Parked, string? code = ProblemCodes.StudentAmbiguous) => new()
    {
        DeliveryId = Sample.DeliveryId(),
        TrackingId = Sample.Id(Sample.Home, "m-1"),
        MessageId = "m-1",
        Type = MessageType.EnrolmentRequested,
        Sender = Sample.Home,
        Recipient = Sample.Target,
        ReceivedAt = Sample.Start,
        State = state,
        Code = code,
        Attempts = 1,
        ChangedAt = Sample.Start,
    };

    private static AuditEntry Entry(string action, Party part, Party? to = null) => new()
    {
        At = Sample.Start,
        By = new Actor(),
        Action = action,
        As = part,
        To = to,
        Code = ProblemCodes.StudentAmbiguous,
    };
}
