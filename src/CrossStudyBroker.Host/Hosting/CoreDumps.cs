using System.Runtime.InteropServices;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>A core dump is a copy of the memory, with messages on their way in it: if this process crashes, the system must not write one.</summary>
internal static class CoreDumps
{
    private const int CoreSize = 4; // RLIMIT_CORE, on Linux and macOS

    /// <summary>Sets the size limit of core dumps to nothing, for this process and what it starts; without Unix there is no such limit.</summary>
    public static void Forbid()
    {
        if (!OperatingSystem.IsWindows() && SetLimit(CoreSize, default) != 0)
        {
            throw new InvalidOperationException("Core dumps could not be switched off: a crash would write messages to disk.");
        }
    }

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Soft;
        public readonly nuint Hard;
    }
}
