using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using Xunit;
using static CrossStudyBroker.Tests.Adapters.ScriptedAdapter;

namespace CrossStudyBroker.Tests.Adapters;

public class AdapterCallerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid DeliveryId = Guid.Parse("0191f000-0000-8000-8000-000000000001");

    private readonly ManualClock _clock = new(Now);

    [Fact]
    public async Task The_adapter_gets_envelope_and_payload()
    {
        var adapter = new ScriptedAdapter(Gives(Outcome.Processed));
        Assert.Equal(Outcome.Processed, await CallAsync(adapter));

        var delivery = Assert.IsType<Delivery<PersonalDataChanged>>(adapter.Last);
        Assert.Equal((DeliveryId, "m-1", "10056", "10065", "3amk", Now),
            (delivery.DeliveryId, delivery.MessageId, delivery.Sender, delivery.Recipient, delivery.Network, delivery.Time));
        Assert.Equal("Mallikas", delivery.Data.Student.LastName);
    }

    [Fact]
    public async Task A_temporary_failure_is_tried_again_within_seconds()
    {
        var adapter = new ScriptedAdapter(Gives(Outcome.FailedTemporarily("recipient-busy")), Throws(new IOException()), Gives(Outcome.Delivered));
        Assert.Equal(Outcome.Delivered, await CallAsync(adapter));
        Assert.Equal(3, adapter.Attempts);
        Assert.InRange(_clock.GetUtcNow(), Now.AddMilliseconds(1), Now.AddSeconds(10));
    }

    [Fact]
    public async Task Refusals_and_permanent_failures_are_not_tried_again()
    {
        foreach (var outcome in new[] { Outcome.Refused("content-refused", "why"), Outcome.FailedPermanently("student-ambiguous") })
        {
            var adapter = new ScriptedAdapter(Gives(outcome));
            Assert.Equal((outcome, 1), (await CallAsync(adapter), adapter.Attempts));
        }
    }

    [Fact]
    public async Task An_unknown_exception_is_a_failure_of_the_recipient_and_its_text_stays_inside()
    {
        var outcome = await CallAsync(new ScriptedAdapter(Throws(new InvalidOperationException("010190-9999"))));
        Assert.Equal(Outcome.FailedTemporarily("recipient-failed"), outcome);
        Assert.DoesNotContain("010190", outcome.ToString());
    }

    [Fact]
    public async Task An_attempt_that_lasts_too_long_is_left_behind()
    {
        var adapter = new ScriptedAdapter(Hangs());
        Assert.Equal(Outcome.FailedTemporarily("recipient-timeout"), await CallAsync(adapter));
        Assert.Equal(3, adapter.Attempts);
    }

    [Fact]
    public async Task An_adapter_that_asks_for_a_long_pause_is_not_tried_again_here()
    {
        var busy = Outcome.FailedTemporarily("recipient-busy", TimeSpan.FromMinutes(5));
        var adapter = new ScriptedAdapter(Gives(busy));
        Assert.Equal((busy, 1), (await CallAsync(adapter), adapter.Attempts));
    }

    [Fact]
    public async Task Repeated_failures_open_the_circuit_and_time_closes_it_again()
    {
        var healthy = false;
        var adapter = new ScriptedAdapter(_ => Task.FromResult(healthy ? Outcome.Processed : Outcome.FailedTemporarily("recipient-failed")));
        var caller = Caller(adapter, new AdapterCallOptions { Retries = 0, FailureMinimum = 4 });
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("recipient-failed", (await CallAsync(caller)).Code);
        }

        var open = await CallAsync(caller);
        Assert.Equal(("recipient-unreachable", 4), (open.Code, adapter.Attempts));
        Assert.InRange(open.RetryAfter ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

        healthy = true;
        _clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(Outcome.Processed, await CallAsync(caller));
    }

    [Fact]
    public async Task Cancellation_is_passed_on()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Caller(new ScriptedAdapter(Hangs())).CallAsync(DeliveryId, Message(), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_type_that_the_adapter_does_not_take_waits_for_a_person()
    {
        var message = new OutgoingMessage { Data = new EnrolmentReceived { ReceivedAt = Now } }.ToJson("10056", Now);
        Assert.Equal(Outcome.FailedPermanently("recipient-not-connected"), await CallAsync(Caller(new ScriptedAdapter()), message));
    }

    [Fact]
    public void Status_is_taken_by_an_adapter_that_has_the_method_itself()
    {
        Assert.False(Caller(new ScriptedAdapter()).TakesStatus);
        Assert.True(Caller(new StatusReader()).TakesStatus);
        Assert.True(Caller(new LikeStatusReader()).TakesStatus);
    }

    [Theory]
    [InlineData("not JSON", "content-refused")]
    [InlineData("[]", "recipient-not-connected")]
    [InlineData("""{"type":"crossstudy.weather.changed.v1"}""", "recipient-not-connected")]
    [InlineData("""{"type":"crossstudy.personal-data.changed.v1","data":{}}""", "content-refused")]
    public async Task Bytes_that_are_no_message_of_the_contract_fail_for_good(string message, string code) =>
        Assert.Equal(Outcome.FailedPermanently(code), await CallAsync(Caller(new ScriptedAdapter()), System.Text.Encoding.UTF8.GetBytes(message)));

    private static byte[] Message() => new OutgoingMessage
    {
        Id = "m-1",
        Network = "3amk",
        Data = new PersonalDataChanged { Student = new Student { LearnerNumber = "1.2.246.562.98.00000000001", LastName = "Mallikas" } },
    }.ToJson("10056", Now);

    private AdapterCaller Caller(ISisAdapter adapter, AdapterCallOptions? options = null) => new("10065", adapter, options ?? new(), _clock);

    private Task<Outcome> CallAsync(ISisAdapter adapter) => CallAsync(Caller(adapter));

    private Task<Outcome> CallAsync(AdapterCaller caller, byte[]? message = null) =>
        _clock.RunAsync(caller.CallAsync(DeliveryId, message ?? Message(), TestContext.Current.CancellationToken));

    private class StatusReader : ISisAdapter
    {
        Task<Outcome> ISisAdapter.StatusChangedAsync(Delivery<MessageStatus> delivery, CancellationToken cancellationToken) => Task.FromResult(Outcome.Delivered);
    }

    private sealed class LikeStatusReader : StatusReader;
}
