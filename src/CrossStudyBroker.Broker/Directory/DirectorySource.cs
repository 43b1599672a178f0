using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>
/// The directory as it is now. The files are read before the first message and looked at every few seconds after that;
/// files with faults are reported and the directory before them stays.
/// </summary>
public sealed partial class DirectorySource : BackgroundService
{
    private readonly DirectoryOptions _options;
    private readonly ConnectionWays _ways;
    private readonly TimeProvider _time;
    private readonly ILogger<DirectorySource> _logger;
    private string _stamp;
    private volatile InstitutionDirectory _current;
    private InstitutionDirectory _announced;

    /// <summary>Reads the directory.</summary>
    /// <exception cref="DirectoryFaultException">The files have faults.</exception>
    public DirectorySource(IOptions<DirectoryOptions> options, ConnectionWays ways, TimeProvider time, ILogger<DirectorySource> logger)
    {
        _options = options.Value;
        _ways = ways;
        _time = time;
        _logger = logger;
        _stamp = Stamp();
        _current = _announced = DirectoryFiles.Read(_options.Folder, _ways);
    }

    /// <summary>The directory now.</summary>
    public InstitutionDirectory Current => _current;

    /// <summary>Called with the directory before and after each change, one at a time; a change is retried until all listeners took it.</summary>
    public event Func<InstitutionDirectory, InstitutionDirectory, CancellationToken, Task>? Changed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.ReloadInterval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Reload(Stamp());
                await AnnounceAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A listener that fails (transport or store away, or too slow) is called again at the next look; the directory itself is in force.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                NotAnnounced(exception);
            }
        }
    }

    private void Reload(string stamp)
    {
        if (stamp == _stamp)
        {
            return;
        }

        try
        {
            _current = DirectoryFiles.Read(_options.Folder, _ways);
            Reloaded(_current.Institutions.Count, _current.Networks.Count);
        }
        catch (DirectoryFaultException exception)
        {
            NotReloaded(exception.Message);
        }

        _stamp = stamp;
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        if (_announced == _current)
        {
            return;
        }

        foreach (var listener in Changed?.GetInvocationList().Cast<Func<InstitutionDirectory, InstitutionDirectory, CancellationToken, Task>>() ?? [])
        {
            await listener(_announced, _current, cancellationToken);
        }

        _announced = _current;
    }

    private string Stamp() => string.Join('|', new[] { "institutions.json", "networks.json" }
        .Select(name => new FileInfo(Path.Combine(_options.Folder, name)))
        .Select(file => file.Exists ? $"{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "absent"));

    [LoggerMessage(LogLevel.Information, "Directory reloaded: {Institutions} institutions, {Networks} networks")]
    private partial void Reloaded(int institutions, int networks);

    [LoggerMessage(LogLevel.Warning, "Directory reloaded, but not all parts took it yet; they are told again")]
    private partial void NotAnnounced(Exception exception);

    [LoggerMessage(LogLevel.Error, "Directory not reloaded, the one before stays. {Faults}")]
    private partial void NotReloaded(string faults);
}
