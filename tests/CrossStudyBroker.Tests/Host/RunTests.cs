using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using CrossStudyBroker.Tests.Api;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary>The program as it runs: what it prints, what it logs, how it ends.</summary>
public sealed class RunTests : IDisposable
{
    private const int CtrlC = 2;

    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    [Fact]
    public async Task A_run_says_where_it_is_takes_messages_logs_to_standard_error_without_secrets_and_ends_cleanly_on_Ctrl_C()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as a signal.");
        using var process = _commandLine.Start("Logging__LogLevel__Default=Trace", "Logging__Format=json", "run", "--roles", "broker,dashboard", "--urls", "http://127.0.0.1:0", "--directory", CommandLine.SampleDirectory);
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = await AddressAsync(process), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "demo-10056") } };
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(ApiMessages.Completion().ToJsonString()));
            content.Headers.ContentType = new("application/cloudevents+json");
            var sent = await client.PostAsync("/v1/messages", content);

            Assert.Equal(0, Kill(process.Id, CtrlC));
            var rest = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

            Assert.Equal(202, (int)sent.StatusCode);
            Assert.Equal(0, process.ExitCode);
            Assert.Contains("Stopped.", rest, StringComparison.Ordinal);
            var lines = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.StartsWith("{", line, StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains("demo-10", StringComparison.Ordinal) || line.Contains("1.2.246.562.", StringComparison.Ordinal) || line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Reads what the program prints until it has said where it listens.</summary>
    private static async Task<Uri> AddressAsync(Process process)
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

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
