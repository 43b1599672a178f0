using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Tests.Api;

/// <summary>Keeps what is logged as a sink would get it: message, named values, scopes and exception.</summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>All lines at or above a level.</summary>
    public IReadOnlyList<string> From(LogLevel level) => [.. _lines.Where(line => line.Level >= level).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var around = new List<string?>();
            lines._scopes.ForEachScope((scope, list) => list.Add(Describe(scope)), around);
            lines._lines.Enqueue((logLevel, $"{logLevel} {category}: {formatter(state, exception)} [{Describe(state)}] [{string.Join(' ', around)}] {exception}"));
        }

        private static string? Describe(object? value) =>
            value is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : value?.ToString();
    }
}
