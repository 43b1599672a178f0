using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Structured logs by Serilog: text for a person, or one JSON object per line (<c>Logging__Format=json</c>). They go to standard error; standard output is for results.</summary>
internal static class Logs
{
    public static void Configure(WebApplicationBuilder builder)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext()
            .Filter.ByExcluding(line => line.MessageTemplate.Text == "Hosting failed to start"); // a stack trace of what Commands.Startup says in words
        configuration = string.Equals(builder.Configuration["Logging:Format"], "json", StringComparison.OrdinalIgnoreCase)
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: LogEventLevel.Verbose)
            : configuration.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", standardErrorFromLevel: LogEventLevel.Verbose);
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        // Addresses are never logged, however talkative the configuration: a caller may have put an identity code into one.
        // The first would log them itself, and put them around all that is logged while a request lasts.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddProvider(new SerilogLoggerProvider(configuration.CreateLogger(), dispose: true)); // AddSerilog would switch the filters above off
    }
}
