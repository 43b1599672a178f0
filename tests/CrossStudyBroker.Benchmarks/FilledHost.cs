using System.Diagnostics;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Findings;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Host.Hosting;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossStudyBroker.Benchmarks;

/// <summary>A whole host, embedded transport, with as many messages as asked for.</summary>
internal sealed class FilledHost : IAsyncDisposable
{
    private const int Institutions = 12;

    private readonly DirectoryInfo _folder;
    private readonly bool _isKept;
    private readonly WebApplication _app;

    private FilledHost(string? postgres, DirectoryInfo? kept)
    {
        _folder = kept ?? Directory.CreateTempSubdirectory("crossstudy-fill-");
        _isKept = kept is not null;
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Store:Folder"] = _folder.FullName,
            ["Store:Kind"] = postgres is null ? "sqlite" : "postgres",
            ["ConnectionStrings:Postgres"] = postgres,
            ["Directory:Folder"] = Lanes.WriteDirectory(Institutions, _folder.FullName),
            ["Roles"] = "broker,adapters,dashboard",
            ["Urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        _app = BrokerHost.Build(settings, services =>
        {
            services.AddSingleton(new ConnectionWays(["bench"], false));
            services.AddSisAdapter("bench", (_, _, _) => new Nobody());
            if (postgres is not null)
            {
                services.AddDemonstrationUsers();
            }
        });
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts a host and fills its store.</summary>
    /// <param name="messages">How many messages it has then.</param>
    /// <param name="postgres">An empty database; null: SQLite.</param>
    /// <param name="kept">Where SQLite's file is kept, and not filled again if it is there already; null: it is deleted afterwards.</param>
    public static async Task<FilledHost> StartAsync(int messages, string? postgres, DirectoryInfo? kept)
    {
        var place = postgres is null && kept is not null ? kept.CreateSubdirectory($"{messages}") : null;
        var isFilled = place is not null && File.Exists(Path.Combine(place.FullName, "filled"));
        var host = new FilledHost(postgres, place);
        await BrokerHost.StartAsync(host._app, CancellationToken.None);
        if (!isFilled)
        {
            var services = host._app.Services;
            await new Filling(services.GetRequiredService<ITrackerStore>(), services.GetRequiredService<PayloadVault>(), Institutions, TimeProvider.System.GetUtcNow()).RunAsync(messages);
        }

        if (place is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(place.FullName, "filled"), "");
        }

        await host.SettleAsync(postgres is not null);
        return host;
    }

    /// <summary>How long it takes to look for what does not move, which the host does once a minute.</summary>
    public async Task<TimeSpan> LookAsync()
    {
        var clock = Stopwatch.StartNew();
        await _app.Services.GetServices<IHostedService>().OfType<FindingWatch>().Single().LookAsync(CancellationToken.None);
        return clock.Elapsed;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_isKept)
        {
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>Until all is counted; PostgreSQL's statistics are what its autovacuum would have made.</summary>
    private async Task SettleAsync(bool isPostgres)
    {
        var database = _app.Services.GetRequiredService<ITrackerDatabase>();
        while (await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("select count(*) from (select 1 from count_change limit 1) c"), CancellationToken.None) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        if (isPostgres)
        {
            await database.ReadAsync(connection => connection.ExecuteAsync("vacuum analyze"), CancellationToken.None);
        }
    }

    private sealed class Nobody : ISisAdapter;
}
