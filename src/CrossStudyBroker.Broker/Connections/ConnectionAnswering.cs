using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Connections;

/// <summary>Of the role "adapters": asks the adapters hosted here, when a connection test wants to know, whether they reach their information systems.</summary>
internal sealed partial class ConnectionAnswering(ConnectionTestStore store, AdapterEndpoints adapters, TimeProvider time, ILogger<ConnectionAnswering> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an adapter has.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAnswerAsync(stoppingToken);
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task TryAnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            var waiting = await store.WaitingAsync(time.GetUtcNow() - ConnectionTesting.Longest, cancellationToken);
            await Task.WhenAll(waiting.Select(test => AnswerAsync(test.Institution, test.Run, cancellationToken)));
        }
#pragma warning disable CA1031 // A store that is away must not end the rounds.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotLooked(exception.GetType().Name);
        }
    }

    private async Task AnswerAsync(string institution, long run, CancellationToken cancellationToken)
    {
        if (adapters.Find(institution) is not { } adapter || !await store.TakeAsync(institution, run, time.GetUtcNow(), cancellationToken))
        {
            return;
        }

        var start = time.GetTimestamp();
        var outcome = await AdapterCheck.AskAsync(adapter, Limit, time, cancellationToken);
        await store.AnswerAsync(institution, run, new ConnectionStep(FindingOf(outcome), time.GetElapsedTime(start), Code: outcome?.Code), cancellationToken);
    }

    private static ConnectionFinding FindingOf(Outcome? outcome) => outcome switch
    {
        null => ConnectionFinding.AdapterUnproven,
        { Code: null } => ConnectionFinding.AdapterAnswers,
        { Code: ProblemCodes.RecipientTimeout } => ConnectionFinding.AdapterLate,
        _ => ConnectionFinding.AdapterFails,
    };

    [LoggerMessage(LogLevel.Debug, "It could not be looked for connection tests: {Failure}")]
    private partial void NotLooked(string failure);
}
