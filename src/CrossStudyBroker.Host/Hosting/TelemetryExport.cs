using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Observability;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>
/// Sends traces and metrics by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; otherwise costs nothing.
/// All OTEL variables are taken from the host's configuration, so they may stand in appsettings.json too.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration) : IHostedService, IDisposable
{
    private readonly TracerProvider _traces = Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(resource => resource.AddService("crossstudy"))
        .AddSource(Telemetry.Name, AdapterCaller.ActivitySourceName)
        .AddOtlpExporter()
        .Build();

    private readonly MeterProvider _metrics = Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(resource => resource.AddService("crossstudy"))
        .AddMeter(Telemetry.Name, "MassTransit")
        .AddOtlpExporter()
        .Build();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces.ForceFlush(2000);
        _metrics.ForceFlush(2000);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
