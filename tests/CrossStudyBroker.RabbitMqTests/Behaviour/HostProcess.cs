using System.Diagnostics;

namespace CrossStudyBroker.RabbitMqTests.Behaviour;

/// <summary>The program itself, as it is deployed.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>Starts the role "broker" on RabbitMQ and PostgreSQL.</summary>
    public static HostProcess Start(ProductionGround ground, string directory)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = ground.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "crossstudy.dll"), "run", "--transport", "rabbitmq", "--store", "postgres",
            "--directory", directory, "--roles", "broker", "--urls", "http://127.0.0.1:0",
        })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in ground.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, _) => { }; // read, so that it never waits for a reader
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new HostProcess(process);
    }

    /// <summary>Ends it without a word (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

}
