using System.Diagnostics;
using System.Diagnostics.Metrics;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Observability;

/// <summary>Traces and metrics of the broker: ids, institutions, types and codes, never a payload or a person.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "CrossStudyBroker";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Taken = Meter.CreateCounter<long>("csb.messages", "{message}", "Messages answered, by sender, type and outcome.");
    private static readonly Counter<long> Changes = Meter.CreateCounter<long>("csb.delivery.changes", "{change}", "Delivery state changes, by recipient and state.");
    private static readonly Histogram<double> AdapterTime = Meter.CreateHistogram<double>("csb.adapter.duration", "s", "Time an adapter took for one delivery, by institution and outcome.");

    /// <summary>A span over the intake of one message, child of the context the sender gave.</summary>
    internal static Activity? StartIntake(string institution, ReceivedMessage message, string? traceParent)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity.Current = null; // messages handled together are not each other's parents
        var activity = Source.StartActivity("csb lane", ActivityKind.Consumer, Parent(message.Envelope?.TraceParent ?? traceParent));
        activity?.SetTag("csb.sender", institution);
        activity?.SetTag("csb.type", message.Type);
        activity?.SetTag("csb.message_id", message.Id);
        activity?.SetTag("csb.case_id", message.Envelope?.CaseId);
        return activity;
    }

    /// <summary>A span over publishing one delivery.</summary>
    internal static Activity? StartDelivery(string? traceParent, Guid deliveryId, string recipient) =>
        Start("csb deliver", ActivityKind.Producer, traceParent, deliveryId, recipient);

    /// <summary>A span over an adapter's handling of one delivery.</summary>
    internal static Activity? StartAdapter(string? traceParent, Guid deliveryId, string recipient) =>
        Start("csb adapter", ActivityKind.Consumer, traceParent, deliveryId, recipient);

    internal static void CountTaken(string sender, string type, string outcome) =>
        Taken.Add(1, new("csb.sender", sender), new("csb.type", type), new("csb.outcome", outcome));

    internal static void CountChange(string recipient, string state) =>
        Changes.Add(1, new("csb.recipient", recipient), new("csb.state", state));

    internal static void AdapterTook(TimeSpan duration, string institution, string outcome) =>
        AdapterTime.Record(duration.TotalSeconds, new("csb.recipient", institution), new("csb.outcome", outcome));

    private static ActivityContext Parent(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent) ? parent : default;

    private static Activity? Start(string name, ActivityKind kind, string? traceParent, Guid deliveryId, string recipient)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(name, kind, Parent(traceParent));
        activity?.SetTag("csb.delivery_id", deliveryId);
        activity?.SetTag("csb.recipient", recipient);
        return activity;
    }
}
