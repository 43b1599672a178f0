using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Tests.Api;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary>The embedded default as a program that is killed without a word.</summary>
public sealed class KillTests : IDisposable
{
    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    [Fact]
    public async Task Every_message_that_was_accepted_goes_on_after_the_process_was_killed_in_the_middle()
    {
        var accepted = new ConcurrentBag<string>();
        using (var process = Start())
        {
            using var client = await ClientAsync(process);
            var posting = Enumerable.Range(0, 8).Select(_ => PostUntilGoneAsync(client, accepted)).ToList();
            await Eventually.SeesAsync(() => accepted.Count, count => count >= 100, "accepted messages");
            process.Kill();
            await Task.WhenAll(posting);
            await process.WaitForExitAsync();
        }

        using var again = Start();
        try
        {
            using var client = await ClientAsync(again);
            foreach (var id in accepted)
            {
                var message = await Eventually.SeesAsync(
                    () => client.GetFromJsonAsync<JsonObject>("/v1/messages/" + id), seen => seen!["deliveries"]![0]!["state"]!.GetValue<string>() != "queued", "handed over");
                Assert.Single(message!["deliveries"]!.AsArray()); // satisfied: not null
            }
        }
        finally
        {
            again.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task An_ephemeral_run_leaves_nothing_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as a signal.");
        using var process = _commandLine.Start("TMPDIR=" + _commandLine.Folder, "run", "--ephemeral", "--urls", "http://127.0.0.1:0", "--directory", CommandLine.SampleDirectory);
        try
        {
            using var client = await ClientAsync(process);
            Assert.NotEmpty(Directory.GetFileSystemEntries(_commandLine.Folder));

            Assert.Equal(0, RunTests.PressCtrlC(process));
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

            Assert.DoesNotContain(Directory.GetFileSystemEntries(_commandLine.Folder), entry => Path.GetFileName(entry).StartsWith("crossstudy", StringComparison.Ordinal) || entry.EndsWith("data", StringComparison.Ordinal));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var process = _commandLine.Start("ReferenceSis__Traffic=false", "run", "--urls", "http://127.0.0.1:0", "--directory", CommandLine.SampleDirectory);
        process.ErrorDataReceived += (_, _) => { }; // read, so that it never waits for a reader
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<HttpClient> ClientAsync(Process process)
    {
        var client = new HttpClient { BaseAddress = await RunTests.AddressAsync(process) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-10056");
        return client;
    }

    private static async Task PostUntilGoneAsync(HttpClient client, ConcurrentBag<string> accepted)
    {
        try
        {
            while (true)
            {
                var completion = ApiMessages.Completion();
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(completion.ToJsonString()));
                content.Headers.ContentType = new("application/cloudevents+json");
                using var answer = await client.PostAsync("/v1/messages", content);
                Assert.Equal(202, (int)answer.StatusCode);
                accepted.Add(completion.Id());
            }
        }
        catch (HttpRequestException)
        {
            // Killed: the last one was not accepted, as far as its sender knows.
        }
    }
}
