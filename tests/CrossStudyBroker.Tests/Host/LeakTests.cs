using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.Leaks;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary>The program as it is started by default, at its most talkative: what it leaves on disk, prints, exports and shows of itself, however it ends.</summary>
public sealed class LeakTests : IDisposable
{
    private const int KillSignal = 9, AbortSignal = 6;

    private readonly CommandLine _commandLine = new();
    private readonly PersonalMarks _marks = new();
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly List<Process> _processes = [];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        _commandLine.Dispose();
    }

    [Fact]
    public async Task A_run_that_is_killed_one_that_crashes_and_one_in_which_all_expires_leave_nothing_personal_anywhere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at by /proc.");
        await using var collector = await OtlpCollector.StartAsync();
        foreach (var signal in new[] { KillSignal, AbortSignal })
        {
            await SendUntilEndAsync(Start(collector), accepted => accepted >= LeakRun.Messages / 2, signal);
            Assert.Empty(_marks.Search().InFolder(_commandLine.Folder).Found);
        }

        var last = Start(collector, "Clock__AllowOffset=true", "Clock__Offset=15.00:00:00");
        using (var client = await ClientAsync(last, "operator"))
        {
            await Eventually.SeesAsync(
                async () => JsonNode.Parse(await client.GetStringAsync("/v1/retention"))!["held"]!.AsArray().Single(held => held!["what"]!.GetValue<string>() == "payloads")!["number"]!.GetValue<int>(), // the document says so
                kept => kept == 0,
                "nothing kept");
            foreach (var address in new[] { "/v1/messages.csv", "/v1/messages.json", "/v1/causes", "/v1/audit", "/v1/findings", "/v1/overview", "/v1/retention", "/v1/institutions/10056/connection" })
            {
                _seen.Enqueue(await client.GetStringAsync(address));
            }
        }

        Assert.Equal(0, RunTests.PressCtrlC(last));
        await last.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        var (exitCode, verified, _) = await _commandLine.RunAsync("verify-erasure", "--directory", CommandLine.SampleDirectory);
        Assert.True(exitCode == 0, verified);

        var search = _marks.Search().InFolder(_commandLine.Folder).In("the traces", collector.Received("v1/traces")).In("the metrics", collector.Received("v1/metrics")).In("the exported logs", collector.Received("v1/logs"));
        foreach (var text in _seen)
        {
            search.In("what the program printed, answered or showed of itself", text);
        }

        Assert.Empty(search.Found);
        Assert.NotEmpty(collector.Received("v1/traces"));
        Assert.Contains(_seen, text => text.Contains(" DBG ", StringComparison.Ordinal)); // it was talkative
    }

    private Process Start(OtlpCollector collector, params string[] variables)
    {
        var process = _commandLine.Start([
            .. variables, "ReferenceSis__Traffic=false", "Logging__LogLevel__Default=Trace", "Logging__LogLevel__Microsoft=Trace", "Logging__LogLevel__MassTransit=Trace", "Retention__Poll=00:00:00.1",
            "OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.Address, "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "OTEL_BSP_SCHEDULE_DELAY=100", "TMPDIR=" + _commandLine.Folder, "HOME=" + _commandLine.Folder,
            "run", "--urls", "http://127.0.0.1:0", "--directory", CommandLine.SampleDirectory]);
        _processes.Add(process);
        process.ErrorDataReceived += (_, line) => _seen.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Sends message after message, of all types and of several cases at once, until the process has had enough of them and is ended in the middle.</summary>
    private async Task SendUntilEndAsync(Process process, Func<int, bool> enough, int signal)
    {
        using var client = await ClientAsync(process);
        var accepted = 0;
        var sending = Enumerable.Range(0, 4).Select(_ => SendAsync()).ToList();
        await Eventually.SeesAsync(() => Volatile.Read(ref accepted), enough, "accepted messages", TimeSpan.FromMinutes(30));
        foreach (var file in new[] { "cmdline", "environ", "status" })
        {
            _seen.Enqueue(await File.ReadAllTextAsync($"/proc/{process.Id}/{file}"));
        }

        Assert.Matches(@"Max core file size\s+0\s+0", await File.ReadAllTextAsync($"/proc/{process.Id}/limits")); // a dump would hold messages on their way
        await Eventually.SeesAsync(() => process.HasExited || RunTests.Kill(process.Id, signal) != 0, ended => ended, "the end"); // .NET takes the first one to prepare a report
        await Task.WhenAll(sending);

        async Task SendAsync()
        {
            try
            {
                while (true)
                {
                    foreach (var message in LeakMessages.OfAllTypes(new CrossStudyCase()))
                    {
                        var (status, answer) = await PostAsync(client, Plant(message));
                        Assert.InRange(status, 202, 499);
                        _seen.Enqueue(answer);
                        Interlocked.Add(ref accepted, status == 202 ? 1 : 0);
                    }
                }
            }
            catch (HttpRequestException)
            {
                // Ended.
            }
        }
    }

    private JsonObject Plant(JsonObject message)
    {
        lock (_marks)
        {
            return _marks.Plant(message);
        }
    }

    private static async Task<(int Status, string Answer)> PostAsync(HttpClient client, JsonObject message)
    {
        using var content = new ByteArrayContent(message.Bytes());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "demo-" + message.Sender());
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpClient> ClientAsync(Process process, string who = "10056")
    {
        var client = new HttpClient { BaseAddress = await RunTests.AddressAsync(process) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-" + who);
        return client;
    }
}
