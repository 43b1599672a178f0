using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Leaks;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Personal data are nowhere but in the payload on its way and in the sealed vault.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task No_log_no_trace_and_nothing_in_the_store_holds_personal_data_of_any_message_good_bad_or_failing()
    {
        using var logs = new CapturedLogs();
        using var activities = new CapturedActivities();
        await using var rig = await StartAsync(new RigOptions { Logs = logs });
        var marks = new PersonalMarks();
        var study = new CrossStudyCase();
        var request = marks.Plant(study.Requested("valid-full"));
        var parked = marks.Plant(study.Requested("valid-full"));
        var thrown = marks.Plant(study.PersonalDataChange("valid-full"));
        var completion = marks.Plant(study.Completion("valid-full"));
        rig.At(HaagaHelia).Answers(parked.Id(), Outcome.FailedPermanently(ProblemCodes.StudentAmbiguous));
        rig.At(HaagaHelia).Answers(thrown.Id(), _ => throw new InvalidOperationException(Encoding.UTF8.GetString(thrown.Bytes()), new ArgumentException(thrown.ToJsonString())));

        await rig.DeliverAsync(request);
        await rig.SendAsync(parked);
        await rig.SendAsync(thrown);
        await rig.DeliverAsync(completion);
        await rig.SubmitAsync(request);
        foreach (var bad in BadMessage.Kinds.Values.Select(kind => kind(study)))
        {
            marks.Add(study);
            await rig.SubmitAsync(bad.Lane, bad.Body, bad.ContentType);
        }

        foreach (var spoilt in Spoilt(marks, study))
        {
            Assert.Equal(MessageOutcome.Refused, (await rig.SubmitAsync(study.Home, spoilt)).Outcome);
        }

        await rig.SeesAsync(parked, DeliveryState.Parked);
        await rig.SeesAsync(thrown, DeliveryState.Parked);
        await rig.ToldAsync(thrown, status => status.State == Contracts.Messages.MessageState.Parked);

        Assert.NotEmpty(logs.Lines);
        marks.AssertAbsent("the logs", string.Join('\n', logs.Lines));
        marks.AssertAbsent("the traces", string.Join('\n', activities.Ended.Select(CapturedActivities.Text)));
        marks.AssertAbsent("the store", await rig.Ground.DumpAsync());
        marks.AssertAbsent("what the senders were told", System.Text.Json.JsonSerializer.Serialize(rig.At(study.Home).Status));
    }

    /// <summary>Valid messages with something wrong at or around every personal value.</summary>
    private static IEnumerable<byte[]> Spoilt(PersonalMarks marks, CrossStudyCase study)
    {
        var example = marks.Plant(study.Requested("valid-full"));
        var fields = example["data"]!["student"]!.AsObject().Select(field => field.Key).ToList();
        foreach (var field in fields)
        {
            foreach (var spoil in new Func<JsonNode, JsonNode?>[]
            {
                value => new JsonArray(value.DeepClone(), value.DeepClone()),
                value => new JsonObject { ["value"] = value.DeepClone() },
                value => value.ToJsonString() + new string('x', 3000),
            })
            {
                var message = example.DeepClone().AsObject();
                message["id"] = Guid.CreateVersion7().ToString();
                message["data"]!["student"]![field] = spoil(message["data"]!["student"]![field]!); // the example's own
                yield return message.Bytes();
            }
        }

        foreach (var attribute in new[] { "id", "type", "source", "recipient", "caseid", "network", "time", "expires", "traceparent", "subject" })
        {
            var message = example.DeepClone().AsObject();
            message["id"] = Guid.CreateVersion7().ToString();
            message[attribute] = "not so " + marks.New();
            yield return message.Bytes();
        }

        var named = example.DeepClone().AsObject();
        named["id"] = Guid.CreateVersion7().ToString();
        named["data"]!["student"]![study.PersonalIdentityCode] = 1; // a name can be personal data too
        yield return named.Bytes();
        yield return Encoding.UTF8.GetBytes(example.ToJsonString()[..^30]);
    }
}
