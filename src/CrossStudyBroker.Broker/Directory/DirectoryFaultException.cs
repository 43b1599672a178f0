namespace CrossStudyBroker.Broker.Directory;

/// <summary>The directory files cannot be used; the message lists every fault, one per line.</summary>
public sealed class DirectoryFaultException(string folder, IReadOnlyList<string> faults)
    : Exception($"The directory in {folder} has {faults.Count} fault(s):{string.Concat(faults.Select(fault => $"\n  - {fault}"))}")
{
    /// <summary>Every fault found.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
