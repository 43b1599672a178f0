using System.Collections.Concurrent;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Counts what is held. Where that is much, it is counted once a minute and not whenever somebody asks.</summary>
/// <param name="database">Where it is held.</param>
/// <param name="time">The clock.</param>
/// <param name="much">From so many things on it is much.</param>
internal sealed class HeldReader(ITrackerDatabase database, TimeProvider time, long much = 10_000)
{
    private static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(1);

    private const string OfAll = """
        select (select count(*) from vault), (select min(expires_at) from vault),
          (select count(*) from message), (select min(received_at) from message),
          (select count(*) from link)
        """;

    // SQLite joins in the order written where it says "cross join": few wait among many deliveries.
    private const string OfOne = """
        with kept as (
          select v.expires_at from vault v cross join delivery d
          where d.delivery_id = v.delivery_id and (d.sender = @institution or d.recipient = @institution))
        select (select count(*) from kept), (select min(expires_at) from kept),
          (select count(*) from party where institution = @institution), (select min(received_at) from party where institution = @institution),
          (select count(*) from link where home = @institution or target = @institution)
        """;

    private readonly ConcurrentDictionary<string, (Held Held, DateTimeOffset Until)> _counted = new(StringComparer.Ordinal);

    /// <summary>What is held now, or was within the last minute.</summary>
    /// <param name="institution">Only what this institution is a party to; null: everything.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Held> ReadAsync(string? institution, CancellationToken cancellationToken)
    {
        if (_counted.TryGetValue(institution ?? "", out var known) && time.GetUtcNow() < known.Until)
        {
            return known.Held;
        }

        var held = await CountAsync(institution, cancellationToken);
        if (held.Payloads + held.Traces + held.Links >= much)
        {
            _counted[institution ?? ""] = (held, time.GetUtcNow() + HoldsFor);
        }

        return held;
    }

    private Task<Held> CountAsync(string? institution, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var command = new CommandDefinition(institution is null ? OfAll : OfOne, new { institution }, cancellationToken: cancellationToken);
            await using var reader = await connection.ExecuteReaderAsync(command);
            await reader.ReadAsync(cancellationToken);
            return new Held
            {
                Payloads = reader.GetInt64(0),
                NextPayloadErasedAt = database.Dialect.TimeOrNull(reader, 1),
                Traces = reader.GetInt64(2),
                OldestTrace = database.Dialect.TimeOrNull(reader, 3),
                Links = reader.GetInt64(4),
            };
        },
        cancellationToken);
}
