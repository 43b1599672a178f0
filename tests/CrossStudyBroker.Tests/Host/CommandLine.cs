using System.Diagnostics;

namespace CrossStudyBroker.Tests.Host;

/// <summary>Runs the program as a person does: a process of its own, in an empty folder.</summary>
internal sealed class CommandLine : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "crossstudy.dll");

    private static readonly string[] Run = ["run", "--no-build", "--configuration", Repository.Configuration, "--project", "src/CrossStudyBroker.Host", "--"];

    /// <summary>Settings that the machine may have for other purposes and that would change what the program does.</summary>
    private static readonly string[] Foreign = ["ConnectionStrings__RabbitMq", "ConnectionStrings__Postgres", "DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "DOTNET_URLS"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossstudy-run-");

    /// <summary>The folder the program runs in.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The sample directory.</summary>
    public static string SampleDirectory { get; } = Repository.PathOf("deploy/directory");

    /// <summary>True runs it by <c>dotnet run</c> from the root of the checkout, as README says, with the build that is tested.</summary>
    public bool ByDotnetRun { get; init; }

    /// <summary>Starts the program; environment variables are given as NAME=VALUE among the arguments before the first one without "=".</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = ByDotnetRun ? Repository.Root.FullName : Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in Foreign)
        {
            start.Environment.Remove(name);
        }

        var variables = arguments.TakeWhile(argument => argument.Contains('=', StringComparison.Ordinal)).ToList();
        foreach (var variable in variables)
        {
            start.Environment[variable.Split('=', 2)[0]] = variable.Split('=', 2)[1];
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var argument in (ByDotnetRun ? Run : [Program]).Concat(arguments.Skip(variables.Count)))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Runs the program to its end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        try
        {
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120), TimeProvider.System);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Writes a file into the folder; returns its name.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return name;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
