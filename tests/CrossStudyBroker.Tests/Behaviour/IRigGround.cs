using System.Data.Common;
using CrossStudyBroker.Tests.Leaks;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>What a rig stands on: a transport and a store of its own, empty at first and gone afterwards.</summary>
internal interface IRigGround : IAsyncDisposable
{
    /// <summary>Configuration that chooses them.</summary>
    IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>True if institutions can connect by AMQP.</summary>
    bool HasAmqp { get; }

    /// <summary>A folder that goes with the ground.</summary>
    string Folder { get; }

    /// <summary>Puts messages into one lane, in order and as fast as a client can.</summary>
    Task PublishAsync(BrokerRig rig, string institution, IReadOnlyCollection<byte[]> bodies);

    /// <summary>A connection to the store's database, to see what is really kept.</summary>
    DbConnection Connect();

    /// <summary>An id as a parameter of the store's own type.</summary>
    object IdParameter(Guid id);

    /// <summary>Has the store's server, if there is one, log all it can.</summary>
    Task LogEverythingAsync();

    /// <summary>Looks through everything that the store has on disk, what was deleted and the logs included; the ground's folder too.</summary>
    Task SearchStoreAsync(LeakSearch search);

    /// <summary>Looks through everything that the transport has on disk after its queues are empty and were compacted, as far as it can be.</summary>
    Task SearchTransportAsync(LeakSearch search);

    /// <summary>Everything the store keeps, as readable text and as hexadecimal where it is bytes.</summary>
    Task<string> DumpAsync();
}
