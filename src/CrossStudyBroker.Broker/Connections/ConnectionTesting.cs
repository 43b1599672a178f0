using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Transport;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Connections;

/// <summary>
/// Tests whether an institution's information system can be reached, beside the traffic: a hosted adapter is asked for itself, of a program on the queues
/// it is looked whether it is connected. One test at a time for each institution; who asked for it is in the audit.
/// </summary>
public sealed class ConnectionTesting
{
    /// <summary>How long RabbitMQ has.</summary>
    private static readonly TimeSpan ServerPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long a process that hosts the adapter has to notice that it is wanted.</summary>
    private static readonly TimeSpan TakePatience = TimeSpan.FromSeconds(5);

    /// <summary>How long the adapter has, and a little for the way.</summary>
    private static readonly TimeSpan AnswerPatience = ConnectionAnswering.Limit + TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly ConnectionTestStore _store;
    private readonly AuditLog _audit;
    private readonly TransportOptions _transport;
    private readonly TimeProvider _time;

    internal ConnectionTesting(ConnectionTestStore store, AuditLog audit, TransportOptions transport, TimeProvider time) => (_store, _audit, _transport, _time) = (store, audit, transport, time);

    /// <summary>How long a test can last at most.</summary>
    internal static TimeSpan Longest { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Tests, and comes back with what was found.</summary>
    public async Task<ConnectionTestAnswer> TestAsync(Institution institution, Actor actor, CancellationToken cancellationToken)
    {
        var begun = _time.GetUtcNow();
        if (await _store.BeginAsync(institution.Code, begun, begun - Longest, cancellationToken) is not { } run)
        {
            return new ConnectionTestAnswer(null, ProblemCodes.ConnectionTestRunning);
        }

        var entry = new AuditEntry { At = begun, By = actor, Action = AuditActions.TestConnection, Recipient = institution.Code, Outcome = AuditOutcome.Begun };
        var number = await _audit.AddAsync(entry, cancellationToken);
        var steps = await StepsAsync(institution, run, cancellationToken);
        var ended = _time.GetUtcNow();
        await _store.EndAsync(institution.Code, run, ended, steps, cancellationToken);
        await _audit.EndAsync(number.GetValueOrDefault(), AuditOutcome.Done, refusal: null, cancellationToken); // an entry without a delivery always gets a number
        return new ConnectionTestAnswer(new ConnectionTest(begun, ended, steps), null);
    }

    private async Task<IReadOnlyList<ConnectionStep>> StepsAsync(Institution institution, long run, CancellationToken cancellationToken)
    {
        var steps = _transport.Kind == TransportKind.RabbitMq ? await QueuesAsync(institution.Code, cancellationToken) : [];
        if (institution.Adapter.Way == "dotnet" && steps.TrueForAll(step => step.IsGood == true))
        {
            steps.Add(await AdapterAsync(institution.Code, run, cancellationToken));
        }

        return steps;
    }

    private async Task<List<ConnectionStep>> QueuesAsync(string institution, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        try
        {
            var readers = await TopologyClient.InboxReadersAsync(institution, _transport, cancellationToken).WaitAsync(ServerPatience, _time, cancellationToken);
            var took = _time.GetElapsedTime(start);
            return
            [
                new ConnectionStep(ConnectionFinding.QueueServerAnswers, took),
                new ConnectionStep(readers > 0 ? ConnectionFinding.InboxRead : ConnectionFinding.InboxUnread, took, readers),
            ];
        }
        catch (Exception exception) when (TransportFailure.IsUnreachable(exception) || exception is TimeoutException)
        {
            return [new ConnectionStep(ConnectionFinding.QueueServerSilent, _time.GetElapsedTime(start))];
        }
    }

    private async Task<ConnectionStep> AdapterAsync(string institution, long run, CancellationToken cancellationToken)
    {
        for (var start = _time.GetTimestamp(); ;)
        {
            var (isTaken, answer) = await _store.LookAsync(institution, run, cancellationToken);
            var took = _time.GetElapsedTime(start);
            if (answer is not null || took >= (isTaken ? AnswerPatience : TakePatience))
            {
                return answer ?? new ConnectionStep(isTaken ? ConnectionFinding.AdapterLate : ConnectionFinding.AdapterAbsent, took);
            }

            await Task.Delay(Look, _time, cancellationToken);
        }
    }
}
