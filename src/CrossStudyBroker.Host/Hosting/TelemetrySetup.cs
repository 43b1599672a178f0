namespace CrossStudyBroker.Host.Hosting;

/// <summary>Turns telemetry export on where the standard variable says where to send it.</summary>
internal static class TelemetrySetup
{
    /// <exception cref="InvalidOperationException">The variable is no address.</exception>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration) => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] switch
    {
        null or "" => services,
        var endpoint when Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => services.AddHostedService<TelemetryExport>(),
        _ => throw new InvalidOperationException("OTEL_EXPORTER_OTLP_ENDPOINT is not an address such as http://localhost:4317."),
    };
}
