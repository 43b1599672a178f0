using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Faults;
using Xunit;
using static CrossStudyBroker.Tests.ReferenceSis.Campus;

namespace CrossStudyBroker.Tests.ReferenceSis;

public class DeliveryTests
{
    [Fact]
    public async Task A_repeated_delivery_changes_nothing_and_has_the_same_outcome()
    {
        var campus = new Campus();
        await campus.EnrolAsync();
        var sent = campus.Sent.Count;
        foreach (var (sender, message) in campus.Sent.ToList())
        {
            Assert.Equal(Outcome.Processed, await campus.DeliverAsync(sender, message));
        }

        Assert.Equal((sent, 1, 1), (campus.Sent.Count, campus.Target.TargetCases.Count, campus.Target.Persons.Count));
    }

    [Fact]
    public async Task A_delivery_that_comes_many_times_at_once_is_acted_upon_once()
    {
        var campus = new Campus();
        await campus.Target.PublishOfferingAsync(Course(), dryRun: false, Token);
        await campus.DeliverAsync();
        await campus.Home.EnrolAsync(campus.StudentId, "10065", NetworkId, ["R-1"], Token);
        var (sender, request) = campus.Last(MessageType.EnrolmentRequested);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => campus.DeliverAsync(sender, request), Token)));

        Assert.Single(campus.Target.TargetCases);
        Assert.Single(campus.Sent.Where(s => s.Message.Type == MessageType.EnrolmentDecided).DistinctBy(s => s.Message.Id));
    }

    [Fact]
    public async Task A_reply_that_could_not_be_sent_is_sent_as_the_same_message_when_the_delivery_comes_again()
    {
        var campus = new Campus();
        await campus.Target.PublishOfferingAsync(Course(), dryRun: false, Token);
        await campus.Home.EnrolAsync(campus.StudentId, "10065", NetworkId, ["R-1"], Token);
        campus.IsDown = true;
        await campus.DeliverAsync();
        Assert.Equal(Outcome.FailedTemporarily("recipient-failed"), campus.Outcomes[^1].Outcome);
        Assert.Single(campus.Target.TargetCases);

        campus.IsDown = false;
        var (sender, request) = campus.Last(MessageType.EnrolmentRequested);
        Assert.Equal(Outcome.Processed, await campus.DeliverAsync(sender, request));
        await campus.DeliverAsync();
        Assert.Equal(ReplyId.For(DerivedIds.Delivery(sender, request.Id, "10065"), MessageType.EnrolmentDecided), campus.Last(MessageType.EnrolmentDecided).Message.Id);
        Assert.True(campus.HomeCase.IsAccepted);
    }

    [Fact]
    public async Task A_message_that_the_lane_did_not_take_stays_and_is_sent_again()
    {
        var campus = new Campus { IsDown = true };
        await Assert.ThrowsAsync<IOException>(() => campus.Target.PublishOfferingAsync(Course(), dryRun: false, Token));
        campus.IsDown = false;
        await campus.Target.ResendAsync(Token);
        await campus.Target.ResendAsync(Token);
        Assert.Single(campus.Sent);
    }

    [Fact]
    public async Task Faults_come_as_scripted_and_change_nothing()
    {
        var campus = new Campus();
        await campus.Target.PublishOfferingAsync(Course(), dryRun: false, Token);
        await campus.DeliverAsync();
        var expected = new (ScriptedFault Fault, int Attempts, string? Code)[]
        {
            (ScriptedFault.Temporary("recipient-busy"), 3, "recipient-busy"),
            (ScriptedFault.Throw, 3, "recipient-failed"),
            (ScriptedFault.TimeOut, 3, "recipient-timeout"),
            (ScriptedFault.Permanent("student-unknown"), 1, "student-unknown"),
            (ScriptedFault.Refuse("content-refused"), 1, "content-refused"),
            (ScriptedFault.Temporary("recipient-busy"), 2, null), // the third attempt is a success
        };
        await campus.Home.EnrolAsync(campus.StudentId, "10065", NetworkId, ["R-1"], Token);
        var (sender, request) = campus.Last(MessageType.EnrolmentRequested);
        foreach (var (fault, attempts, code) in expected)
        {
            Assert.Empty(campus.Target.TargetCases);
            campus.Target.Faults.Next(MessageType.EnrolmentRequested, attempts, fault);
            Assert.Equal(code, (await campus.DeliverAsync(sender, request)).Code);
        }

        Assert.Single(campus.Target.TargetCases);
    }

    [Fact]
    public async Task R24_The_sync_status_follows_the_newest_event_whatever_their_order()
    {
        var campus = new Campus();
        await campus.EnrolAsync();
        var start = campus.Clock.GetUtcNow();
        await StatusAsync(campus, campus.HomeCase.RequestId, MessageState.Delivered, start.AddSeconds(2));
        await StatusAsync(campus, campus.HomeCase.RequestId, MessageState.Queued, start.AddSeconds(1));
        await StatusAsync(campus, campus.HomeCase.RequestId, MessageState.Processed, start.AddSeconds(3));

        var status = campus.Home.Status(campus.HomeCase.RequestId);
        Assert.Equal((MessageState.Processed, MessageState.Processed), (status?.State, status?.Deliveries["10065"].State));
    }

    [Fact]
    public async Task R7_A_dry_run_changes_nothing_here()
    {
        var campus = new Campus();
        await campus.Target.PublishOfferingAsync(Course(), dryRun: true, Token);
        Assert.True(campus.Last(MessageType.OfferingPublished).Message.DryRun);
        Assert.Empty(campus.Target.Catalogue);
    }

    [Fact]
    public async Task R7_Withdrawn_offering_disappears_with_what_hangs_on_it_and_does_not_come_back_by_an_older_message()
    {
        var campus = new Campus();
        await campus.Target.PublishOfferingAsync(Course(), dryRun: false, Token);
        await campus.DeliverAsync();
        Assert.Equal(2, campus.Home.Catalogue.Count);

        campus.Clock.Advance(TimeSpan.FromMinutes(1));
        await campus.Target.WithdrawAsync([new() { Id = "CU-R-1", Kind = OfferingKind.CourseUnit, WithDependants = true }], Token);
        await campus.DeliverAsync();
        Assert.Empty(campus.Home.Catalogue);

        var (sender, older) = campus.Last(MessageType.OfferingPublished);
        await campus.DeliverAsync(sender, older with { Id = "older" });
        Assert.Empty(campus.Home.Catalogue);
    }

    private static Task<Outcome> StatusAsync(Campus campus, string messageId, MessageState state, DateTimeOffset at) => campus.Home.StatusChangedAsync(
        new Delivery<MessageStatus>
        {
            DeliveryId = Guid.NewGuid(),
            MessageId = "s",
            Type = MessageType.MessageStatus,
            Sender = "broker",
            Recipient = "10056",
            Time = at,
            Data = new() { Changes = [new() { Id = messageId, TrackingId = "t", Recipient = "10065", State = state, At = at }] },
        },
        Token);
}
