using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// What was erased, noted in the transaction that erases it; payloads of deliveries that are done with are noted by the stores themselves. An entry
/// gets its place in the chain a moment later (<see cref="LedgerClock"/>), so that erasing costs one small insert.
/// </summary>
internal sealed class Ledger(ITrackerDatabase database)
{
    private const string Columns = "id, at, what, delivery_id, reason, count, since, until, digest, position, hash";

    private const string Insert = """
        insert into ledger (at, what, delivery_id, reason, count, since, until, digest)
        values (@at, @What, @deliveryId, @Reason, @Count, @since, @until, @Digest)
        """;

    /// <summary>Where it is kept.</summary>
    public ITrackerDatabase Database => database;

    /// <summary>SHA-256 over what names many things: sorted, each on a line of its own.</summary>
    public static byte[] DigestOf(IEnumerable<string> names) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(names.Order(StringComparer.Ordinal).Select(name => name + "\n"))));

    /// <summary>Adds entries on the connection that erases.</summary>
    public Task AddAsync(DbConnection connection, IReadOnlyCollection<Erasure> entries, CancellationToken cancellationToken)
    {
        var rows = entries.Select(entry => new
        {
            at = database.Dialect.Time(entry.At),
            entry.What,
            deliveryId = entry.DeliveryId is { } id ? database.Dialect.Id(id) : null,
            entry.Reason,
            entry.Count,
            since = Time(entry.Since),
            until = Time(entry.Until),
            entry.Digest,
        });
        return entries.Count == 0 ? Task.CompletedTask : connection.ExecuteAsync(new CommandDefinition(Insert, rows, cancellationToken: cancellationToken));
    }

    /// <summary>Adds one entry for all things of a kind that a clock erased together, each with its name and time; none for none.</summary>
    public Task AddManyAsync(DbConnection connection, string what, IReadOnlyCollection<(string Name, DateTimeOffset At)> things, DateTimeOffset now, CancellationToken cancellationToken) =>
        AddAsync(
            connection,
            things.Count == 0 ? [] : [new Erasure
            {
                At = now,
                What = what,
                Reason = "clock",
                Count = things.Count,
                Since = things.Min(thing => thing.At),
                Until = things.Max(thing => thing.At),
                Digest = DigestOf(things.Select(thing => thing.Name)),
            }],
            cancellationToken);

    /// <summary>The end of the chain.</summary>
    public async Task<LedgerLink> HeadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await ReadAsync(connection, "where position is not null order by position desc limit 1", new(), cancellationToken) is [{ Position: { } position, Hash: { } hash }]
            ? new LedgerLink(position, hash)
            : LedgerLink.Beginning;

    /// <summary>Chained entries after a position, in order.</summary>
    public Task<List<LedgerEntry>> AfterAsync(DbConnection connection, long position, int limit, CancellationToken cancellationToken) =>
        ReadAsync(connection, "where position is not null and position > @position order by position limit @limit", Parameters(("position", position), ("limit", limit)), cancellationToken);

    /// <summary>Entries that have no place in the chain yet, in the order of writing.</summary>
    public Task<List<LedgerEntry>> OpenAsync(DbConnection connection, int limit, CancellationToken cancellationToken) =>
        ReadAsync(connection, "where position is null order by id limit @limit", Parameters(("limit", limit)), cancellationToken);

    /// <summary>Entries about one delivery, oldest first.</summary>
    public Task<List<LedgerEntry>> OfDeliveryAsync(DbConnection connection, Guid deliveryId, CancellationToken cancellationToken) =>
        ReadAsync(connection, "where delivery_id = @id order by id", Parameters(("id", database.Dialect.Id(deliveryId))), cancellationToken);

    /// <summary>The entry that tells how far entries were removed after their time; null if none were.</summary>
    public async Task<LedgerEntry?> OfRemovalAsync(DbConnection connection, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, $"where what = '{ErasedThings.Ledger}' order by count desc limit 1", new(), cancellationToken)).FirstOrDefault();

    /// <summary>Gives an entry its place.</summary>
    public static Task ChainAsync(DbConnection connection, long row, LedgerLink place, CancellationToken cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
        "update ledger set position = @Position, hash = @Hash where id = @row and position is null", new { row, place.Position, place.Hash }, cancellationToken: cancellationToken));

    private Task<List<LedgerEntry>> ReadAsync(DbConnection connection, string where, DynamicParameters parameters, CancellationToken cancellationToken) =>
        connection.RowsAsync(new CommandDefinition($"select {Columns} from ledger {where}", parameters, cancellationToken: cancellationToken), Read);

    private LedgerEntry Read(DbDataReader reader)
    {
        var dialect = database.Dialect;
        var erasure = new Erasure
        {
            At = dialect.ReadTime(reader, 1),
            What = reader.GetString(2),
            DeliveryId = dialect.IdOrNull(reader, 3),
            Reason = reader.GetString(4),
            Count = reader.GetInt64(5),
            Since = dialect.TimeOrNull(reader, 6),
            Until = dialect.TimeOrNull(reader, 7),
            Digest = Bytes(reader, 8),
        };
        return new LedgerEntry(reader.GetInt64(0), erasure, reader.IsDBNull(9) ? null : reader.GetInt64(9), Bytes(reader, 10));
    }

    private object? Time(DateTimeOffset? value) => value is { } time ? database.Dialect.Time(time) : null;

    private static byte[]? Bytes(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private static DynamicParameters Parameters(params ReadOnlySpan<(string Name, object Value)> values)
    {
        var parameters = new DynamicParameters();
        foreach (var (name, value) in values)
        {
            parameters.Add(name, value);
        }

        return parameters;
    }
}
