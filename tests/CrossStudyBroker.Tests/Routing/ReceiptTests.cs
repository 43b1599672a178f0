using System.Text.Json.Nodes;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Broker.Tracking;
using Xunit;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>Receipts of those who read their queue themselves: 10056 got a message of 10065.</summary>
public class ReceiptTests
{
    /// <summary>The delivery that the minimal example names.</summary>
    private static readonly Guid Delivery = Guid.Parse("2a3b1311-85b5-8edd-a96a-01f8a5c60ff4");

    [Theory]
    [InlineData("delivered", null, null, DeliveryState.Delivered)]
    [InlineData("processed", null, null, DeliveryState.Processed)]
    [InlineData("refused", null, "student-ambiguous", DeliveryState.Refused)]
    [InlineData("failed", "permanent", "student-unknown", DeliveryState.Parked)]
    [InlineData("failed", "temporary", "recipient-busy", DeliveryState.Retrying)]
    public void A_receipt_tells_what_became_of_the_delivery(string outcome, string? category, string? code, DeliveryState state)
    {
        var answers = Take(("data/outcome", outcome), ("data/category", category), ("data/code", code)).Answers;
        Assert.NotNull(answers);
        Assert.Equal((Delivery, state, code, "receipt"), (answers.DeliveryId, answers.State, answers.Code, answers.By));
    }

    [Fact]
    public void A_receipt_is_for_the_broker_and_goes_nowhere() => Assert.Empty(Take().Recipients);

    [Theory]
    [InlineData("source", "/institutions/10066")]
    [InlineData("data/sender", "10066")]
    [InlineData("data/messageId", "another-message")]
    [InlineData("data/deliveryId", "22a9eef4-d81f-8c23-b98f-30e4a1a2da31")]
    public void A_receipt_is_not_believed_when_any_part_of_it_is_another(string path, string other)
    {
        var decision = Take((path, other));
        Assert.Equal([(ReplyNotExpected, "/data/deliveryId")], decision.Faults());
        Assert.Null(decision.Answers);
    }

    [Fact]
    public void A_receipt_for_a_delivery_that_never_was_is_refused() =>
        Assert.Equal([ReplyNotExpected], Decide(ExampleMessage.Read("receipt/minimal")).Codes());

    private static Decision Take(params (string Path, JsonNode? Value)[] edits) => Decide(
        ExampleMessage.Read("receipt/minimal", edits),
        deliveries: [Delivery, Guid.Parse("22a9eef4-d81f-8c23-b98f-30e4a1a2da31")]);
}
