namespace CrossStudyBroker.Host.Hosting;

/// <summary>Turns telemetry export on where the standard variable says where to send it.</summary>
internal static class TelemetrySetup
{
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? services : services.AddHostedService<TelemetryExport>();
}
