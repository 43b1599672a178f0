using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_host_is_ready_once_the_schema_is_the_newest_and_alive_before()
    {
        await using var host = new ApiHost { Migrates = false };
        await host.InitializeAsync();

        var before = await host.GetAsync("", "/health/ready");
        var alive = await host.GetAsync("", "/health/live");
        await host.App.Services.GetRequiredService<ITrackerStore>().MigrateAsync(CancellationToken.None);
        var after = await host.GetAsync("", "/health/ready");

        Assert.Equal((503, "Unhealthy", "Unhealthy"), (before.Status, before.Text("status"), before.Body["checks"]!["store"]!.GetValue<string>()));
        Assert.Equal((200, "Healthy"), (alive.Status, alive.Text("status")));
        Assert.Equal((200, "Healthy"), (after.Status, after.Text("status")));
    }

    [Fact]
    public async Task Readiness_covers_the_transport_too_and_needs_no_key()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();

        var ready = await host.GetAsync("", "/health/ready");

        Assert.Equal(200, ready.Status);
        Assert.Equal(["masstransit-bus", "store"], ready.Body["checks"]!.AsObject().Select(check => check.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_at_all_makes_the_host_not_ready_within_seconds()
    {
        var store = new StoreInBetween();
        await using var host = new ApiHost { Services = store.AddTo };
        await host.InitializeAsync();
        store.ReadyGate = new TaskCompletionSource().Task;

        var ready = await host.GetAsync("", "/health/ready").WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        Assert.Equal((503, "Unhealthy"), (ready.Status, ready.Body["checks"]!["store"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_process_without_the_dashboard_role_answers_for_its_health_and_nothing_else()
    {
        await using var host = new ApiHost { Settings = { ["Roles"] = "broker,adapters" } };
        await host.InitializeAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        Assert.Equal(200, (int)(await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(404, (int)(await client.GetAsync("/v1/messages")).StatusCode);
    }
}
