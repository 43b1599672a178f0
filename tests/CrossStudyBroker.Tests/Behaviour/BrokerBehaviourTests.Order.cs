using System.Collections.Concurrent;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Order within a case, and for a student.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task Messages_of_one_case_are_handed_over_in_order_one_at_a_time_with_thousands_in_flight()
    {
        const int messages = 5000, cases = 250, seed = 20260112;
        var rig = await SharedAsync();
        var random = new Random(seed);
        var completions = Enumerable.Range(0, cases).Select(_ => new CrossStudyCase(Metropolia, Laurea).Completion()).ToList();
        var sent = Enumerable.Range(0, messages).Select(_ =>
        {
            var completion = completions[random.Next(cases)];
            completion["id"] = Guid.CreateVersion7().ToString();
            return (Case: completion["caseid"]!.GetValue<string>(), Id: completion.Id(), Body: completion.Bytes());
        }).ToList();
        var ours = completions.Select(completion => completion["caseid"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var atWork = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var overlaps = 0;
        var finished = 0;
        rig.At(Metropolia).Otherwise = async delivery =>
        {
            if (delivery.CaseId is not { } caseId || !ours.Contains(caseId))
            {
                return Outcome.Processed;
            }

            overlaps += atWork.TryAdd(caseId, value: true) ? 0 : 1;
            for (var i = delivery.MessageId[^1] % 8; i > 0; i--)
            {
                await Task.Yield(); // some take longer than others
            }

            atWork.TryRemove(caseId, out _);
            Interlocked.Increment(ref finished);
            return Outcome.Processed;
        };

        await rig.SendManyAsync(Laurea, [.. sent.Select(message => message.Body)]);
        await Eventually.SeesAsync(() => Volatile.Read(ref finished), count => count >= messages, $"{messages} completions", TimeSpan.FromMinutes(4));

        Assert.Equal(0, overlaps);
        var received = rig.At(Metropolia).Calls.Where(call => call.CaseId is not null && ours.Contains(call.CaseId)).ToLookup(call => call.CaseId, call => call.MessageId);
        Assert.All(sent.GroupBy(message => message.Case), study => Assert.Equal(study.Select(message => message.Id), received[study.Key]));
    }

    [Fact]
    public async Task A_case_that_takes_its_time_keeps_no_other_case_waiting_and_its_own_messages_in_order()
    {
        var rig = await SharedAsync();
        var slow = new CrossStudyCase();
        var (first, second) = (slow.Requested(), slow.Cancelled());
        var released = new TaskCompletionSource<Outcome>();
        rig.At(HaagaHelia).Answers(first.Id(), _ => released.Task);

        await rig.SendAsync(first);
        await rig.SendAsync(second);
        await rig.DeliverAsync(new CrossStudyCase().Requested());

        Assert.Empty(rig.At(HaagaHelia).CallsFor(second.Id()));
        released.SetResult(Outcome.Processed);
        await rig.SeesAsync(second, DeliveryState.Processed);
    }

    [Fact]
    public async Task Changes_of_one_student_are_handed_over_in_order_though_they_name_no_case_R3()
    {
        var rig = await SharedAsync();
        var study = new CrossStudyCase();
        await rig.DeliverAsync(study.Requested());
        var changes = Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? study.PersonalDataChange() : study.StudyRightChange()).ToList();

        await rig.SendManyAsync(study.Home, [.. changes.Select(change => change.Bytes())]);
        await rig.SeesAsync(changes[^1], DeliveryState.Processed);

        var ids = changes.Select(change => change.Id()).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(changes.Select(change => change.Id()), rig.At(HaagaHelia).Calls.Where(call => ids.Contains(call.MessageId)).Select(call => call.MessageId));
    }
}
