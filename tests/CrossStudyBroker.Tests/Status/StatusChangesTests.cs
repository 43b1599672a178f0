using System.Collections.Concurrent;
using System.Security.Cryptography;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Status;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Status;

/// <summary>R24: what the sender is told of its messages.</summary>
public class StatusChangesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 12, 6, 0, 12, TimeSpan.Zero);
    private static readonly Problem NoRecipients = new(ProblemCodes.NoRecipients);

    [Fact]
    public void An_accepted_message_is_told_and_then_each_delivery_R24()
    {
        var changes = Tell(Record("10056", "10066"));
        Assert.Equal([(MessageState.Accepted, null), (MessageState.Queued, "10056"), (MessageState.Queued, "10066")], changes.Select(change => (change.State, change.Recipient)));
        Assert.All(changes, change => Assert.Equal(
            ("m-1", DerivedIds.Tracking("10065", "m-1").ToString(), MessageType.EnrolmentRequested, "case-1", At),
            (change.Id, change.TrackingId, change.Type, change.CaseId, change.At)));
        Assert.Equal([null, DerivedIds.Delivery("10065", "m-1", "10056").ToString(), DerivedIds.Delivery("10065", "m-1", "10066").ToString()], changes.Select(change => change.DeliveryId));
    }

    [Fact]
    public void A_refused_message_is_told_with_every_code_its_place_and_what_was_expected_R24()
    {
        var change = Assert.Single(Tell(Record() with { Outcome = MessageOutcome.Refused, Problems = [new Problem("field-missing", "/data/student", "expected"), new Problem("network-unknown", "/network")] }));
        Assert.Equal(MessageState.Refused, change.State);
        Assert.Equal([("field-missing", "/data/student", "expected"), ("network-unknown", "/network", null)], change.Codes!.Select(code => (code.Code, code.Pointer, code.Detail)));
    }

    [Fact]
    public void With_nobody_to_tell_the_message_is_processed_at_once_R3_R12_R17()
    {
        var change = Assert.Single(Tell(Record() with { Problems = [NoRecipients] }));
        Assert.Equal((MessageState.Processed, ProblemCodes.NoRecipients), (change.State, change.Codes!.Single().Code));
    }

    [Fact]
    public void A_receipt_is_processed_when_it_is_taken() =>
        Assert.Equal(MessageState.Processed, Assert.Single(Tell(Record() with { Type = MessageType.Receipt })).State);

    [Fact]
    public void A_dry_run_is_told_who_would_receive_it_and_no_delivery_R7()
    {
        var change = Assert.Single(Tell(Record("10056", "10066") with { Outcome = MessageOutcome.DryRun, Problems = [new Problem(ProblemCodes.DryRun, "/dryrun")] }));
        Assert.Equal(MessageState.Accepted, change.State);
        Assert.Equal(["10056", "10066"], change.Recipients);
        Assert.Equal(ProblemCodes.DryRun, change.Codes!.Single().Code);
    }

    [Fact]
    public void However_many_faults_there_are_to_tell_an_event_is_no_larger_than_the_largest_message()
    {
        var faults = Enumerable.Range(0, 200).Select(i => new Problem("value-not-allowed", $"/data/selections/{i}/{new string('x', 100)}", new string('y', 300))).ToList();
        var waiting = new ConcurrentQueue<StatusChange>(Enumerable.Range(0, 300).SelectMany(_ => Tell(Record() with { Outcome = MessageOutcome.Refused, Problems = faults })));

        var events = new List<List<StatusChange>>();
        while (StatusChanges.Take(waiting) is { Count: > 0 } changes)
        {
            events.Add(changes);
        }

        Assert.Equal(300, events.Sum(changes => changes.Count));
        Assert.All(events, changes => Assert.InRange(
            new OutgoingMessage { Recipient = "10065", Data = new MessageStatus { Changes = changes } }.ToJson("broker", At).Length, 1, MessageValidation.DefaultMaxBytes));
    }

    [Fact]
    public void A_message_whose_id_could_not_be_read_is_named_by_its_content()
    {
        var change = Assert.Single(Tell(Record() with { MessageId = "", Type = "", CaseId = null, Outcome = MessageOutcome.Refused, Problems = [new Problem("malformed-json")] }));
        Assert.Equal((null, null, Convert.ToHexStringLower(SHA256.HashData("body"u8))), (change.Id, change.Type, change.ContentSha256));
    }

    [Fact]
    public void A_conflicting_duplicate_is_told_as_refused()
    {
        var record = Record("10056");
        var change = Assert.Single(StatusChanges.Of(record, Answer(record, RecordKind.Conflict, MessageOutcome.Refused, [new Problem(ProblemCodes.DuplicateConflict, "/id")])));
        Assert.Equal((MessageState.Refused, ProblemCodes.DuplicateConflict), (change.State, change.Codes!.Single().Code));
    }

    [Fact]
    public void A_repeat_is_told_only_of_deliveries_that_are_published_now()
    {
        var record = Record("10056", "10066");
        Assert.Equal([MessageState.Accepted], StatusChanges.Of(record, Answer(record, RecordKind.Repeat)).Select(change => change.State));
        Assert.Equal([null, "10066"], StatusChanges.Of(record, Answer(record, RecordKind.Repeat, deliveries: [record.Deliveries[1]])).Select(change => change.Recipient));
    }

    [Fact]
    public void A_repeat_that_would_be_refused_today_is_still_accepted_and_not_said_to_be_processed()
    {
        var today = Record() with { Outcome = MessageOutcome.Refused, Problems = [new Problem(ProblemCodes.EnrolmentClosed)] };
        Assert.Equal(MessageState.Accepted, Assert.Single(StatusChanges.Of(today, Answer(today, RecordKind.Repeat, MessageOutcome.Accepted, []))).State);
    }

    [Fact]
    public void A_repeat_that_nobody_would_get_today_is_as_it_was()
    {
        var today = Record() with { Problems = [NoRecipients] };
        Assert.Equal(MessageState.Accepted, Assert.Single(StatusChanges.Of(today, Answer(today, RecordKind.Repeat, problems: []))).State);
    }

    [Fact]
    public void A_repeat_that_nobody_got_then_is_processed_whoever_would_get_it_today()
    {
        var today = Record("10056");
        Assert.Equal(MessageState.Processed, Assert.Single(StatusChanges.Of(today, Answer(today, RecordKind.Repeat, problems: [NoRecipients]))).State);
    }

    [Fact]
    public void A_repeated_receipt_is_processed_as_the_first_time()
    {
        var receipt = Record() with { Type = MessageType.Receipt };
        Assert.Equal(MessageState.Processed, Assert.Single(StatusChanges.Of(receipt, Answer(receipt, RecordKind.Repeat))).State);
    }

    public static TheoryData<DeliveryState> States => [.. Enum.GetValues<DeliveryState>()];

    [Theory, MemberData(nameof(States))]
    public void Every_state_of_a_delivery_is_told_by_its_own_name_R24(DeliveryState state)
    {
        var change = StatusChanges.Of(Changed(state));
        Assert.Equal(state.ToString(), change.State.ToString());
        Assert.Equal(("m-1", "10056", At), (change.Id, change.Recipient, change.At));
        Valid(change);
    }

    [Fact]
    public void A_delivery_that_failed_is_told_with_its_code_R24()
    {
        Assert.Equal(("student-unknown", ""), StatusChanges.Of(Changed(DeliveryState.Parked, "student-unknown")).Codes!.Select(code => (code.Code, code.Pointer)).Single());
        Assert.Null(StatusChanges.Of(Changed(DeliveryState.Delivered)).Codes);
    }

    [Theory]
    [InlineData(DeliveryState.Queued, false)]
    [InlineData(DeliveryState.Delivered, false)] // its answer is awaited
    [InlineData(DeliveryState.Retrying, false)]
    [InlineData(DeliveryState.Held, false)]
    [InlineData(DeliveryState.Processed, true)]
    [InlineData(DeliveryState.Refused, true)]
    [InlineData(DeliveryState.Parked, true)] // nothing more happens until a person acts
    [InlineData(DeliveryState.Returned, true)]
    [InlineData(DeliveryState.ResolvedElsewhere, true)]
    [InlineData(DeliveryState.Discarded, true)]
    [InlineData(DeliveryState.Expired, true)]
    [InlineData(DeliveryState.Superseded, true)]
    public void Who_wants_final_states_only_is_told_where_nothing_more_happens_by_itself_R24(DeliveryState state, bool told) =>
        Assert.Equal(told, StatusChanges.IsResting(StatusChanges.Of(Changed(state))));

    [Fact]
    public void Who_wants_final_states_only_is_told_of_refusals_dry_runs_and_messages_for_nobody_R7_R24()
    {
        Assert.False(StatusChanges.IsResting(Tell(Record("10056"))[0]));
        Assert.True(StatusChanges.IsResting(Tell(Record() with { Outcome = MessageOutcome.Refused, Problems = [NoRecipients] })[0]));
        Assert.True(StatusChanges.IsResting(Tell(Record() with { Problems = [NoRecipients] })[0]));
        Assert.True(StatusChanges.IsResting(Tell(Record("10056") with { Outcome = MessageOutcome.DryRun })[0]));
        Assert.True(StatusChanges.IsResting(Tell(Record() with { Outcome = MessageOutcome.DryRun })[0])); // nobody would get it
    }

    [Fact]
    public void What_is_told_is_valid_by_the_contract_whatever_came()
    {
        var many = Enumerable.Range(0, 500).Select(i => new Problem("field-missing", "/data/items/" + i, "expected")).ToList();
        var refused = Record() with { Outcome = MessageOutcome.Refused, Problems = many };
        var changes = Tell(refused)
            .Concat(Tell(refused with { MessageId = "", Type = "", CaseId = null }))
            .Concat(Tell(Record("10056", "10066")))
            .Concat(Tell(Record("10056") with { Outcome = MessageOutcome.DryRun }))
            .Append(StatusChanges.Of(Changed(DeliveryState.Refused, "student-ambiguous")));
        Valid([.. changes]);
    }

    private static List<StatusChange> Tell(MessageRecord record) => [.. StatusChanges.Of(record, Answer(record, RecordKind.New, record.Outcome, record.Problems, record.Deliveries))];

    private static void Valid(params StatusChange[] changes)
    {
        var message = new OutgoingMessage { Id = "s-1", Recipient = "10065", Data = new MessageStatus { Changes = changes } }.ToJson("broker", At);
        Assert.Empty(MessageValidation.Validate(message, MessageValidation.ContentType).Problems);
    }

    private static MessageRecord Record(params string[] recipients) => new()
    {
        TrackingId = DerivedIds.Tracking("10065", "m-1"),
        Sender = "10065",
        MessageId = "m-1",
        Type = MessageType.EnrolmentRequested,
        CaseId = "case-1",
        ReceivedAt = At,
        ContentHash = SHA256.HashData("body"u8),
        Size = 4,
        Outcome = MessageOutcome.Accepted,
        Deliveries = [.. recipients.Select(recipient => new DeliveryRecord(DerivedIds.Delivery("10065", "m-1", recipient), recipient))],
    };

    private static Answer Answer(
        MessageRecord record,
        RecordKind kind,
        MessageOutcome outcome = MessageOutcome.Accepted,
        IReadOnlyList<Problem>? problems = null,
        IReadOnlyList<DeliveryRecord>? deliveries = null) => new()
        {
            TrackingId = record.TrackingId,
            MessageId = record.MessageId,
            Kind = kind,
            Outcome = outcome,
            Problems = problems ?? [],
            Deliveries = deliveries ?? [],
        };

    private static DeliveryChanged Changed(DeliveryState state, string? code = null) => new()
    {
        TrackingId = DerivedIds.Tracking("10065", "m-1"),
        DeliveryId = DerivedIds.Delivery("10065", "m-1", "10056"),
        Sender = "10065",
        MessageId = "m-1",
        Type = MessageType.EnrolmentRequested,
        CaseId = "case-1",
        Recipient = "10056",
        State = state,
        At = At,
        Code = code,
    };
}
