using CrossStudyBroker.Broker.Tracking;
using Dapper;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// Lets one replica at a time do a thing. A lease ends by itself, so that a replica that died holds nothing up. It spares work and is no lock: a
/// replica that is held up for longer than its lease, or whose clock is wrong, may work beside another, so what is done under it must bear that.
/// </summary>
internal sealed class Leases(ITrackerDatabase database, TimeProvider time)
{
    private const string Take = """
        insert into lease (name, owner, until) values (@name, @owner, @until)
        on conflict (name) do update set owner = excluded.owner, until = excluded.until
        where lease.owner = excluded.owner or lease.until <= @now
        """;

    private readonly string _owner = Guid.NewGuid().ToString("N");

    /// <summary>Takes a lease, or keeps the one that this process has, from now on for the term given; false if another process has it.</summary>
    public Task<bool> TakeAsync(string name, TimeSpan term, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var command = new CommandDefinition(
            Take, new { name, owner = _owner, until = database.Dialect.Time(now + term), now = database.Dialect.Time(now) }, cancellationToken: cancellationToken);
        return database.WriteAsync(async connection => await connection.ExecuteAsync(command) > 0, cancellationToken);
    }

    /// <summary>Gives a lease up that this process has.</summary>
    public Task ReleaseAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteAsync(new CommandDefinition("delete from lease where name = @name and owner = @owner", new { name, owner = _owner }, cancellationToken: cancellationToken)),
        cancellationToken);
}
