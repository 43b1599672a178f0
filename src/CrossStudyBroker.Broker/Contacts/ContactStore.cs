using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Contacts;

/// <summary>Keeps one row per institution.</summary>
internal sealed class ContactStore(ITrackerDatabase database)
{
    // Replicas write side by side: the newest sign of life stays, and the first opening of the circuit since the adapter last answered.
    private const string Upsert = """
        insert into contact (institution, last_at, broken_since, broken_until) values (@institution, @heardAt, @brokenAt, @brokenUntil)
        on conflict (institution) do update set
          last_at = case when contact.last_at is null or excluded.last_at > contact.last_at then excluded.last_at else contact.last_at end,
          broken_since = case when @isMended then excluded.broken_since else coalesce(contact.broken_since, excluded.broken_since) end,
          broken_until = case when @isMended then excluded.broken_until else coalesce(excluded.broken_until, contact.broken_until) end
        """;

    /// <summary>Stores notes.</summary>
    public Task WriteAsync(IReadOnlyCollection<ContactNote> notes, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            foreach (var note in notes.OrderBy(note => note.Institution, StringComparer.Ordinal)) // in one order, so that replicas do not deadlock
            {
                var parameters = new { institution = note.Institution, isMended = note.IsMended, heardAt = Time(note.HeardAt), brokenAt = Time(note.BrokenAt), brokenUntil = Time(note.BrokenUntil) };
                await connection.ExecuteAsync(new CommandDefinition(Upsert, parameters, cancellationToken: cancellationToken));
            }

            return notes.Count;
        },
        cancellationToken);

    /// <summary>All that is known.</summary>
    public async Task<IReadOnlyDictionary<string, Contact>> ReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        (await connection.RowsAsync(new CommandDefinition("select institution, last_at, broken_since, broken_until from contact", cancellationToken: cancellationToken), Read))
            .ToDictionary(contact => contact.Institution, StringComparer.Ordinal);

    private Contact Read(DbDataReader row) => new()
    {
        Institution = row.GetString(0),
        LastAt = database.Dialect.TimeOrNull(row, 1),
        BrokenSince = database.Dialect.TimeOrNull(row, 2),
        BrokenUntil = database.Dialect.TimeOrNull(row, 3),
    };

    private object? Time(DateTimeOffset? moment) => moment is { } known ? database.Dialect.Time(StoredTime.Of(known)) : null;
}
