using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Host.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Checks the ledger of what was erased, and that it tells the truth.</summary>
internal static class VerifyErasureCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var head = new Option<string?>("--head") { Description = "A place of the ledger noted earlier, as POSITION:HASH: what has been taken away or written anew since then shows." };
        var command = new Command("verify-erasure", "Checks that the ledger of erasures is whole, that nothing is there which was erased, and nothing any more that should have been. Exit code 0 if so, 1 if not, 2 if it could not be checked.") { json, head };
        var arguments = new HostArguments(command, roles: false);
        command.SetAction(async (result, cancellationToken) =>
        {
            ErasureReport? report = null;
            var code = await Startup.GuardAsync(async () =>
            {
                report = await CheckAsync(BrokerHost.Configuration(arguments.ToConfiguration(result)), Read(result.GetValue(head)), cancellationToken);
                Print(report, result.GetValue(json));
            });
            return code != 0 ? 2 : report is { Faults.Count: 0 } ? 0 : 1;
        });
        return command;
    }

    private static async Task<ErasureReport> CheckAsync(IConfiguration configuration, LedgerLink? noted, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddTrackerStore(Settings.Store(configuration)).BuildServiceProvider();
        var options = configuration.GetSection("Retention").Get<RetentionOptions>() ?? new RetentionOptions();
        var time = Settings.Clock(configuration) ?? TimeProvider.System;
        using var directory = new DirectorySource(
            Options.Create(new DirectoryOptions { Folder = Settings.DirectoryFolder(configuration) }), ConnectionWays.Any, time, NullLogger<DirectorySource>.Instance);
        return await ErasureCheck.Of(services, directory, options, time).RunAsync(noted, cancellationToken);
    }

    private static LedgerLink? Read(string? head)
    {
        if (head is null)
        {
            return null;
        }

        var parts = head.Split(':');
        return parts is [var position, { Length: 64 } hash] && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && hash.All(char.IsAsciiHexDigit)
            ? new LedgerLink(number, Convert.FromHexString(hash))
            : throw new InvalidOperationException("--head takes POSITION:HASH, as this command prints it.");
    }

    private static void Print(ErasureReport report, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { ok = report.Faults.Count == 0, head = report.Head.ToString(), entries = report.Checked, notChainedYet = report.Open, payloadsKept = report.Kept, faults = report.Faults },
                JsonSerializerOptions.Web));
            return;
        }

        Console.WriteLine($"""
            Ledger: {report.Checked} entries in the chain, {report.Open} not chained yet. Its end, to be noted: {report.Head}
            Kept now: {report.Kept} payload(s), each sealed with a key that is on the key ring only.
            """);
        Console.WriteLine(report.Faults.Count == 0
            ? "All is well: the chain is whole, nothing is there that was erased, and nothing that should have been."
            : $"Not all is well:{string.Concat(report.Faults.Select(fault => $"\n  - {fault}"))}");
    }
}
