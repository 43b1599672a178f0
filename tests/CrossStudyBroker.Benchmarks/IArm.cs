namespace CrossStudyBroker.Benchmarks;

/// <summary>One way of carrying messages from a sender to a recipient over two queues.</summary>
internal interface IArm : IAsyncDisposable
{
    /// <summary>Name in the result.</summary>
    string Name { get; }

    /// <summary>Starts what the arm needs.</summary>
    Task StartAsync();

    /// <summary>Sends all bodies, each list to its own lane, and ends when the recipient has dealt with every one.</summary>
    Task CarryAsync(IReadOnlyList<IReadOnlyList<byte[]>> lanes);
}
