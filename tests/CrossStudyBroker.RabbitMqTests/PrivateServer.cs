using System.ComponentModel;
using System.Diagnostics;

namespace CrossStudyBroker.RabbitMqTests;

/// <summary>A server of our own that <c>tests/server.sh</c> started; it ends when its standard input is closed.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private readonly Process _process;

    private PrivateServer(Process process) => _process = process;

    /// <summary>What the script printed: names as of environment variables, and their values.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Why there is no server, or null if there is one.</summary>
    public string? Failure { get; private set; }

    public static async Task<PrivateServer> StartAsync(string kind)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("bash", [Script(), kind])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var server = new PrivateServer(process);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            server.Failure = "bash, which starts private servers, is not on this machine";
            return server;
        }

        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                return server;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            server.Settings.Add(line[..equals], line[(equals + 1)..]);
        }

        server.Failure = (await errors).Trim();
        return server;
    }

    /// <summary>The checkout that the program was built in has it; the benchmarks take this file too, and little else of the tests.</summary>
    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "tests", "server.sh")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? "", "tests", "server.sh");
    }

    public async ValueTask DisposeAsync()
    {
        if (Failure is null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
