using System.Diagnostics;
using CrossStudyBroker.Broker.Tracking;
using Xunit;
using static CrossStudyBroker.Tests.Behaviour.RigDirectory;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Traces that follow a message.</summary>
public abstract partial class BrokerBehaviourTests
{
    [Fact]
    public async Task One_trace_follows_a_message_from_its_sender_through_lane_and_delivery_to_the_adapter()
    {
        using var activities = new CapturedActivities();
        var rig = await SharedAsync();
        var context = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var request = new CrossStudyCase().Requested();
        request["traceparent"] = $"00-{context.TraceId}-{context.SpanId}-01";

        await rig.DeliverAsync(request);

        var trace = await Eventually.SeesAsync(() => activities.Of(context.TraceId), seen => seen.Count >= 4, "lane, delivery and adapter");
        var parent = context.SpanId;
        foreach (var name in new[] { "csb lane", "csb deliver", "csb adapter", "adapter crossstudy.enrolment.requested.v1" })
        {
            var activity = trace.Single(candidate => candidate.OperationName == name);
            Assert.Equal(parent, activity.ParentSpanId);
            parent = activity.SpanId;
        }
    }

    [Fact]
    public async Task The_trace_context_may_come_by_the_transports_header_as_well()
    {
        using var activities = new CapturedActivities();
        var rig = await SharedAsync();
        var trace = ActivityTraceId.CreateRandom();
        var request = new CrossStudyCase().Requested();

        await rig.SendAsync(Metropolia, request.Bytes(), traceParent: $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        await rig.SeesAsync(request, DeliveryState.Processed);

        await Eventually.SeesAsync(() => activities.Of(trace), seen => seen.Count >= 4, "lane, delivery and adapter");
    }

    [Fact]
    public async Task Messages_without_a_trace_context_get_traces_of_their_own()
    {
        using var activities = new CapturedActivities();
        var rig = await SharedAsync();
        var requests = Enumerable.Range(0, 20).Select(_ => new CrossStudyCase().Requested()).ToList();

        await rig.SendManyAsync(Metropolia, [.. requests.Select(request => request.Bytes())]);
        await rig.SeesAsync(requests[^1], DeliveryState.Processed);

        var ids = requests.Select(request => request.Id()).ToHashSet(StringComparer.Ordinal);
        var lanes = await Eventually.SeesAsync(
            () => activities.Ended.Where(activity => activity.OperationName == "csb lane" && ids.Contains(activity.GetTagItem("csb.message_id") as string ?? "")).ToList(),
            seen => seen.Count == requests.Count, "lane activities");
        Assert.Equal(requests.Count, lanes.Select(activity => activity.TraceId).Distinct().Count());
    }
}
