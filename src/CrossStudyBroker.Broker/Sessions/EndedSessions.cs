using CrossStudyBroker.Broker.Tracking;
using Dapper;

namespace CrossStudyBroker.Broker.Sessions;

/// <summary>
/// Sessions that people ended, remembered until they would have ended by themselves (<see cref="SessionClock"/>): a copy of the cookie is worth nothing after
/// that, on any replica and after a restart. They are random ids; nobody's name is kept.
/// </summary>
public sealed class EndedSessions
{
    private const string End = "insert into ended_session (id, until) values (@session, @until) on conflict (id) do nothing";

    private const string Has = "select count(*) from ended_session where id = @session";

    private readonly ITrackerDatabase _database;

    internal EndedSessions(ITrackerDatabase database) => _database = database;

    /// <summary>Ends a session for good.</summary>
    /// <param name="session">Its id.</param>
    /// <param name="until">When it would have ended by itself at the latest.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task EndAsync(string session, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var parameters = new { session, until = _database.Dialect.Time(StoredTime.Of(until)) };
        return _database.WriteAsync(connection => connection.ExecuteAsync(new CommandDefinition(End, parameters, cancellationToken: cancellationToken)), cancellationToken);
    }

    /// <summary>True if the session was ended.</summary>
    public Task<bool> HasEndedAsync(string session, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(Has, new { session }, cancellationToken: cancellationToken)) > 0,
        cancellationToken);
}
