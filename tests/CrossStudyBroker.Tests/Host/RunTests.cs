using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Tests.Api;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary>The program as it runs: what it prints, what it logs, how it ends.</summary>
public sealed class RunTests : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;

    /// <summary>Ctrl-C, unless a shell started the tests in the background: they ignore it then, and so does every program they start.</summary>
    /// <summary>Folders and files of their owner only.</summary>
    private static void AssertPrivate(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            var entries = new DirectoryInfo(folder).GetFileSystemInfos("*", SearchOption.AllDirectories).Append(new DirectoryInfo(folder)).ToList();
            Assert.All(entries, entry => Assert.Equal((entry.FullName, entry is DirectoryInfo ? "700" : "600"), (entry.FullName, Convert.ToString((int)entry.UnixFileMode, 8))));
        }
    }

    private static int CtrlC { get; } = IgnoresInterrupt() ? Terminate : Interrupt;

    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    [Fact]
    public async Task A_run_says_where_it_is_takes_messages_logs_to_standard_error_without_secrets_and_ends_cleanly_on_Ctrl_C()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as a signal.");
        using var process = _commandLine.Start("Logging__LogLevel__Default=Trace", "Logging__Format=json", "run", "--urls", "http://127.0.0.1:0", "--directory", CommandLine.SampleDirectory);
        try
        {
            var seen = new TaskCompletionSource();
            var errors = ReadAsync(process.StandardError, line =>
            {
                if (line.Contains("crossstudy.offering.published.v1", StringComparison.Ordinal) && line.Contains("Processed", StringComparison.Ordinal))
                {
                    seen.TrySetResult(); // the traffic of the reference information systems can be watched
                }
            });
            using var client = new HttpClient { BaseAddress = await AddressAsync(process), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "demo-10056") } };
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(ApiMessages.Completion().ToJsonString()));
            content.Headers.ContentType = new("application/cloudevents+json");
            var sent = await client.PostAsync("/v1/messages", content);
            await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

            Assert.Equal(0, Kill(process.Id, CtrlC));
            var rest = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

            Assert.Equal(202, (int)sent.StatusCode);
            Assert.Equal(0, process.ExitCode);
            Assert.Contains("Stopped.", rest, StringComparison.Ordinal);
            AssertPrivate(Path.Combine(_commandLine.Folder, "data"));
            var lines = await errors;
            Assert.All(lines, line => Assert.StartsWith("{", line, StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("demo-10", StringComparison.Ordinal) || line.Contains("1.2.246.562.", StringComparison.Ordinal) || line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_stop_that_takes_its_time_is_not_cut_short_and_leaves_nothing_half_done()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as a signal.");
        using var process = _commandLine.Start("ReferenceSis__Traffic=false", "Api__Patience=00:00:00.1", "--urls", "http://127.0.0.1:0", "--directory", CommandLine.SampleDirectory);
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = await AddressAsync(process), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "demo-10056") } };
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(ApiMessages.Completion().ToJsonString()));
            content.Headers.ContentType = new("application/cloudevents+json");
            await using var other = new SqliteConnection($"Data Source={Path.Combine(_commandLine.Folder, "data", "tracker.db")};Pooling=false");
            await other.OpenAsync();
            await using (await other.BeginTransactionAsync()) // another program has the file
            {
                Assert.Equal(503, (int)(await client.PostAsync("/v1/messages", content)).StatusCode); // taken, and waiting for the file
                Assert.Equal(0, Kill(process.Id, CtrlC));
                await Assert.ThrowsAsync<TimeoutException>(() => process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(3), TimeProvider.System));
            }

            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

            Assert.Equal((0, true), (process.ExitCode, (await process.StandardOutput.ReadToEndAsync()).Contains("Stopped.", StringComparison.Ordinal)));
            await using var states = new SqliteCommand("select group_concat(state) from (select state from delivery order by state)", other);
            Assert.Equal($"{(int)DeliveryState.Refused},{(int)DeliveryState.Refused}", await states.ExecuteScalarAsync()); // the completion, which its recipient's answer refuses, and that answer, which the sender's SIS does not expect
            Assert.DoesNotContain(" ERR ", await errors, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<List<string>> ReadAsync(StreamReader reader, Action<string> see)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            see(line);
        }

        return lines;
    }

    /// <summary>Sends Ctrl-C; 0 if that could be done.</summary>
    internal static int PressCtrlC(Process process) => Kill(process.Id, CtrlC);

    /// <summary>Reads what the program prints until it has said where it listens.</summary>
    internal static async Task<Uri> AddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System) is { } line)
        {
            if (line.Contains("HTTP API", StringComparison.Ordinal))
            {
                return new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Replace("/v1/messages", "", StringComparison.Ordinal));
            }
        }

        throw new InvalidOperationException("The program ended: " + await process.StandardError.ReadToEndAsync());
    }

    private static bool IgnoresInterrupt() => File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
        .Any(line => (Convert.ToUInt64(line[7..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0);

    [DllImport("libc", EntryPoint = "kill")]
    internal static extern int Kill(int process, int signal);
}
