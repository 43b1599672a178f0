using System.Text.Json;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using Xunit;

namespace CrossStudyBroker.Tests.Adapters;

public class OutgoingMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_envelope_carries_what_is_set_and_nothing_else()
    {
        var message = new OutgoingMessage
        {
            Id = "m-1", Recipient = "10065", CaseId = "c-1", InReplyTo = "q-1", Data = new PersonalDataAnswered { Outcome = ChangeOutcome.Updated },
        };

        Assert.Equal(
            """{"specversion":"1.0","id":"m-1","source":"/institutions/10056","type":"crossstudy.personal-data.answered.v1","time":"2026-01-15T08:00:00Z","datacontenttype":"application/json","recipient":"10065","caseid":"c-1","inreplyto":"q-1","data":{"outcome":"updated"}}""",
            System.Text.Encoding.UTF8.GetString(message.ToJson("10056", Now)));
    }

    [Fact]
    public void A_message_keeps_its_own_time_when_it_is_sent_again_later()
    {
        var message = new OutgoingMessage { Time = Now, Data = new EnrolmentReceived { ReceivedAt = Now } };
        Assert.Equal(message.ToJson("10056", Now), message.ToJson("10056", Now.AddHours(1)));
    }

    [Fact]
    public void A_message_has_an_id_of_its_own_unless_one_is_given()
    {
        var data = new EnrolmentReceived { ReceivedAt = Now };
        Assert.NotEqual(new OutgoingMessage { Data = data }.Id, new OutgoingMessage { Data = data }.Id);
    }

    [Fact]
    public void A_payload_that_is_not_of_the_contract_is_no_message() =>
        Assert.Throws<ArgumentException>(() => new OutgoingMessage { Data = "text" }.Type);

    [Fact]
    public void A_dry_run_says_so()
    {
        var message = new OutgoingMessage { DryRun = true, Data = new OfferingWithdrawn { Items = [] } };
        Assert.True(JsonDocument.Parse(message.ToJson("10056", Now)).RootElement.GetProperty("dryrun").GetBoolean());
    }

    [Fact]
    public void The_id_of_a_reply_follows_from_the_delivery_the_type_and_the_turn()
    {
        var delivery = Guid.Parse("0191f000-0000-8000-8000-000000000001");
        Assert.Equal(ReplyId.For(delivery, "t"), ReplyId.For(delivery, "t"));
        Assert.Equal(3, new HashSet<string> { ReplyId.For(delivery, "t"), ReplyId.For(delivery, "u"), ReplyId.For(delivery, "t", turn: 1) }.Count);
    }
}
