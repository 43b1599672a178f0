namespace CrossStudyBroker.Broker.Retention;

/// <summary>Something that comes round by itself: erasing what has outlived its time, and what belongs to that. <see cref="Clocks"/> runs them.</summary>
internal interface IClock
{
    /// <summary>Its name, as people see it.</summary>
    string Name { get; }

    /// <summary>How often it comes round.</summary>
    TimeSpan Every { get; }

    /// <summary>
    /// One round, in small transactions; tells after each how many things it did. Other traffic goes on in between. Two replicas may
    /// run it at the same time (<see cref="Leases"/>), so each thing must come about once all the same.
    /// </summary>
    IAsyncEnumerable<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
