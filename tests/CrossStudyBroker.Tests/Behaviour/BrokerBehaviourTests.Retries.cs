using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>What failed for the moment is tried again; what comes after it waits, and nobody else.</summary>
public abstract partial class BrokerBehaviourTests
{
    private static readonly Outcome Busy = Outcome.FailedTemporarily(ProblemCodes.RecipientBusy);

    [Fact]
    public async Task A_temporary_failure_is_tried_again_after_a_pause_and_everybody_sees_when()
    {
        var rig = await RetryingAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), _ => Task.FromResult(Busy), _ => Task.FromResult(Outcome.Processed));

        await rig.SendAsync(request);

        var view = await rig.SeesAsync(request, DeliveryState.Processed);
        Assert.Equal(2, view.Deliveries.Single().Attempts);
        Assert.Equal([DeliveryState.Queued, DeliveryState.Retrying, DeliveryState.Queued, DeliveryState.Processed], view.Events.Select(happened => happened.State));
        Assert.InRange(view.Events[2].At - view.Events[1].At, TimeSpan.FromMilliseconds(40), TimeSpan.FromMinutes(1));
        Assert.Single(rig.At(HaagaHelia).CallsFor(request.Id()).Select(call => call.DeliveryId).Distinct());
        Assert.Null(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));
        await rig.ToldAsync(request, status => status.State == MessageState.Retrying && status.Codes!.Single().Code == ProblemCodes.RecipientBusy);
    }

    [Fact]
    public async Task After_enough_attempts_a_delivery_is_parked_with_the_code_of_the_last_one()
    {
        var rig = await RetryingAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), _ => Task.FromResult(Busy), _ => throw new InvalidOperationException("The SIS fell over."));

        await rig.SendAsync(request);

        var delivery = (await rig.SeesAsync(request, DeliveryState.Parked)).Deliveries.Single();
        Assert.Equal((4, ProblemCodes.RecipientFailed, null), (delivery.Attempts, delivery.Code, delivery.DueAt));
        Assert.Equal(request.Bytes(), (await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)))!.Value.Opened);
    }

    [Fact]
    public async Task A_recipient_that_asks_for_time_gets_it()
    {
        var rig = await RetryingAsync();
        var request = new CrossStudyCase().Requested();
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.FailedTemporarily(ProblemCodes.RecipientBusy, TimeSpan.FromHours(3)));

        await rig.SendAsync(request);

        var delivery = (await rig.SeesAsync(request, DeliveryState.Retrying)).Deliveries.Single();
        Assert.Equal(TimeSpan.FromHours(3), delivery.DueAt - delivery.ChangedAt);
        Assert.NotNull(delivery.PayloadExpiresAt);
    }

    [Fact]
    public async Task Later_messages_of_a_case_wait_behind_a_failed_one_and_follow_in_order_once_it_is_retried()
    {
        var rig = await RetryingAsync();
        var study = new CrossStudyCase();
        var (first, second, third) = (study.Requested(), study.Cancelled(), study.Cancelled());
        rig.At(HaagaHelia).Answers(first.Id(), _ => Task.FromResult(Outcome.FailedPermanently(ProblemCodes.StudentAmbiguous)), _ => Task.FromResult(Outcome.Processed));

        await rig.SendAsync(first);
        await rig.SeesAsync(first, DeliveryState.Parked);
        await rig.SendAsync(second);
        await rig.SendAsync(third);
        await rig.SeesAsync(second, DeliveryState.Held);
        await rig.SeesAsync(third, DeliveryState.Held);
        await rig.ToldAsync(third, status => status.State == MessageState.Held);
        await rig.DeliverAsync(new CrossStudyCase().Requested()); // nobody else waits
        Assert.Equal(third.Bytes(), (await rig.VaultAsync(third.DeliveryIdTo(HaagaHelia)))!.Value.Opened);

        await rig.Store.MakeDueAsync([first.DeliveryIdTo(HaagaHelia)], TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await rig.SeesAsync(third, DeliveryState.Processed);

        string[] ours = [first.Id(), second.Id(), third.Id()];
        Assert.Equal([first.Id(), .. ours], rig.At(HaagaHelia).Calls.Select(call => call.MessageId).Where(ours.Contains));
        Assert.Null(await rig.VaultAsync(third.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task What_was_in_the_queue_already_waits_too_when_the_one_before_it_fails()
    {
        var rig = await RetryingAsync();
        var study = new CrossStudyCase();
        var (first, second) = (study.Requested(), study.Cancelled());
        var released = new TaskCompletionSource<Outcome>();
        rig.At(HaagaHelia).Answers(first.Id(), _ => released.Task, _ => Task.FromResult(Outcome.Processed));

        await rig.SendAsync(first);
        await rig.SendAsync(second);
        await rig.SeesAsync(second, DeliveryState.Queued);
        released.SetResult(Busy);
        await rig.SeesAsync(second, DeliveryState.Processed);

        Assert.Equal([first.Id(), first.Id(), second.Id()], rig.At(HaagaHelia).Calls.Select(call => call.MessageId).Where(id => id == first.Id() || id == second.Id()));
        var states = (await rig.FindAsync(second.TrackingId()))!.Events.Select(happened => happened.State);
        Assert.Equal([DeliveryState.Queued, DeliveryState.Held, DeliveryState.Queued, DeliveryState.Processed], states);
    }

    [Fact]
    public async Task Newer_personal_data_replace_those_that_wait_and_the_recipient_gets_the_newest_only_R3()
    {
        var rig = await RetryingAsync();
        var study = new CrossStudyCase();
        await rig.DeliverAsync(study.Requested());
        var (older, newer) = (study.PersonalDataChange(), study.PersonalDataChange());
        rig.At(HaagaHelia).Answers(older.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        await rig.SendAsync(older);
        await rig.SeesAsync(older, DeliveryState.Parked);

        await rig.DeliverAsync(newer);

        await rig.SeesAsync(older, DeliveryState.Superseded);
        await rig.ToldAsync(older, status => status.State == MessageState.Superseded);
        Assert.Null(await rig.VaultAsync(older.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task A_message_past_its_senders_time_limit_expires_instead_of_being_tried_again()
    {
        var rig = await RetryingAsync();
        var request = new CrossStudyCase().Requested();
        request["expires"] = TimeProvider.System.GetUtcNow().AddSeconds(2).ToString("O");
        rig.At(HaagaHelia).Answers(request.Id(), Outcome.FailedTemporarily(ProblemCodes.RecipientBusy, TimeSpan.FromSeconds(2)));

        await rig.SendAsync(request);

        Assert.Equal(ProblemCodes.MessageExpired, (await rig.SeesAsync(request, DeliveryState.Expired)).Deliveries.Single().Code);
        Assert.Null(await rig.VaultAsync(request.DeliveryIdTo(HaagaHelia)));
    }

    [Fact]
    public async Task A_dead_recipient_is_left_in_peace_and_gets_its_backlog_when_it_is_back_while_others_never_notice()
    {
        await using var rig = await StartAsync(new RigOptions
        {
            Settings = new()
            {
                ["Retries:Attempts"] = "4",
                ["Retries:FirstDelay"] = "00:00:00.2",
                ["Adapters:Retries"] = "0",
                ["Adapters:FailureMinimum"] = "5",
                ["Adapters:BreakDuration"] = "00:00:00.5",
            },
        });
        var dead = true;
        var concurrent = 0;
        rig.At(HaagaHelia).Otherwise = async _ =>
        {
            Interlocked.Increment(ref concurrent);
            await Task.Yield();
            Interlocked.Decrement(ref concurrent);
            return Volatile.Read(ref dead) ? Outcome.FailedTemporarily(ProblemCodes.RecipientUnreachable) : Outcome.Processed;
        };
        var backlog = Enumerable.Range(0, 60).Select(_ => new CrossStudyCase().Requested()).ToList();

        await rig.SendManyAsync(Metropolia, [.. backlog.Take(10).Select(request => request.Bytes())]);
        await Eventually.SeesAsync(() => rig.At(HaagaHelia).Calls.Count, calls => calls >= 5, "failed calls");
        await rig.SendManyAsync(Metropolia, [.. backlog.Skip(10).Select(request => request.Bytes())]);
        await rig.DeliverAsync(new CrossStudyCase(target: Laurea).Requested());
        var calls = rig.At(HaagaHelia).Calls.Count;
        Assert.InRange(calls, 5, 30); // sixty deliveries, and hardly more attempts than it took to open the circuit

        Volatile.Write(ref dead, value: false);
        foreach (var request in backlog)
        {
            await rig.SeesAsync(request, DeliveryState.Processed);
        }
    }
}
