using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>How many deliveries: four numbers of a period, two of now.</summary>
public sealed record FlowNumbers
{
    /// <summary>The columns of the four numbers of a period, in every table that keeps them.</summary>
    internal const string Columns = "arrived, delivered, processed, failed";

    /// <summary>Recorded, or refused by the broker.</summary>
    public long Arrived { get; private set; }

    /// <summary>Reached the recipient's system.</summary>
    public long Delivered { get; private set; }

    /// <summary>Done with.</summary>
    public long Processed { get; private set; }

    /// <summary>Parked, refused, returned or expired.</summary>
    public long Failed { get; private set; }

    /// <summary>Now queued, held, retrying or parked.</summary>
    public long Open { get; private set; }

    /// <summary>Of those, parked.</summary>
    public long Parked { get; private set; }

    internal void Add(FlowStage stage, long number)
    {
        switch (stage)
        {
            case FlowStage.Arrived:
                Arrived += number;
                break;
            case FlowStage.Delivered:
                Delivered += number;
                break;
            case FlowStage.Processed:
                Processed += number;
                break;
            default:
                Failed += number;
                break;
        }
    }

    internal void Add(long arrived, long delivered, long processed, long failed)
    {
        Arrived += arrived;
        Delivered += delivered;
        Processed += processed;
        Failed += failed;
    }

    internal void Add(FlowNumbers other)
    {
        Arrived += other.Arrived;
        Delivered += other.Delivered;
        Processed += other.Processed;
        Failed += other.Failed;
        Open += other.Open;
        Parked += other.Parked;
    }

    internal void AddOpen(DeliveryState state, long number)
    {
        Open += number;
        Parked += state == DeliveryState.Parked ? number : 0;
    }
}
