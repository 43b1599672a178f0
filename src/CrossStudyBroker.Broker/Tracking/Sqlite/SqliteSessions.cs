using System.Collections.Concurrent;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>The one writing session of a store, and as many reading ones as are in use at the same time.</summary>
internal sealed class SqliteSessions(SqliteFile file) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private SqliteSession? _writer;

    /// <summary>Runs an action on the writing session, one at a time.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return action(_writer ??= file.Open());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs an action in one transaction on the writing session.</summary>
    public Task<T> WriteInTransactionAsync<T>(Func<SqliteSession, T> action, CancellationToken cancellationToken) =>
        WriteAsync(session => session.InTransaction("begin immediate", action), cancellationToken);

    /// <summary>Runs an action in one transaction on the writing session.</summary>
    public async Task<T> WriteInTransactionAsync<T>(Func<SqliteSession, Task<T>> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await (_writer ??= file.Open()).InTransactionAsync(action);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs an action on a reading session.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, Task<T>> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_idle.TryTake(out var session))
        {
            session = file.Open();
        }

        try
        {
            return await action(session);
        }
        finally
        {
            _idle.Add(session);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _writer?.Dispose();
        _turn.Dispose();
    }
}
