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
            .Filter.ByExcluding(line => IsSaidElsewhere(line.MessageTemplate.Text));
        configuration = IsJson(builder.Configuration)
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: LogEventLevel.Verbose)
            : configuration.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", standardErrorFromLevel: LogEventLevel.Verbose);
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddFilter("CrossStudyBroker.Dashboard.SignIn", LogLevel.Warning); // a caller without a key is told so; it is no event here
        CheckLevels(builder.Configuration.GetSection("Logging:LogLevel"));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        // Addresses are never logged, however talkative the configuration: a caller may have put an identity code into one.
        // The first would log them itself, and put them around all that is logged while a request lasts.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddProvider(new SerilogLoggerProvider(configuration.CreateLogger(), dispose: true)); // AddSerilog would switch the filters above off
    }

    /// <summary>
    /// Stack traces of what is said in words elsewhere: a start that fails, by Commands.Startup; a message that failed because RabbitMQ went
    /// away, by who sends or takes it. MassTransit would write one for every message in hand.
    /// </summary>
    internal static bool IsSaidElsewhere(string template) =>
        template == "Hosting failed to start" || template.StartsWith("T-FAULT ", StringComparison.Ordinal) || template.StartsWith("S-FAULT ", StringComparison.Ordinal);

    private static bool IsJson(IConfiguration configuration) => configuration["Logging:Format"]?.ToLowerInvariant() switch
    {
        "json" => true,
        "text" or "" or null => false,
        var other => throw new InvalidOperationException($"Logging:Format is '{other}'; it can be text or json."),
    };

    private static void CheckLevels(IConfigurationSection levels)
    {
        if (levels.GetChildren().FirstOrDefault(level => !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _)) is { } wrong)
        {
            throw new InvalidOperationException($"{wrong.Path} is '{wrong.Value}'; the levels are {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        }
    }
}
