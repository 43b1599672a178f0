using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Erases links whose last day is over.</summary>
internal sealed class LinkClock(ITrackerDatabase database, Ledger ledger, IOptions<RetentionOptions> options) : IClock
{
    private const string Delete = """
        delete from link where (case_id, home, target, student_hash) in (
          select case_id, home, target, student_hash from link where expires_on <= @today order by expires_on limit @piece)
        returning case_id, home, target, student_hash, expires_on
        """;

    /// <inheritdoc/>
    public string Name => "links";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IAsyncEnumerable<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Pieces.UntilNoneAsync(() => EraseAsync(now, cancellationToken));

    private Task<int> EraseAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var command = new CommandDefinition(Delete, new { today = database.Dialect.Day(StoredTime.DayOf(now)), piece = options.Value.Piece }, cancellationToken: cancellationToken);
            var links = await connection.RowsAsync(command, row => (
                Name: $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)} {Convert.ToHexStringLower(row.GetFieldValue<byte[]>(3))}",
                LastDay: row.GetFieldValue<DateOnly>(4)));
            await ledger.AddManyAsync(connection, ErasedThings.Link, [.. links.Select(link => (link.Name, At(link.LastDay)))], now, cancellationToken);
            return links.Count;
        },
        cancellationToken);

    private static DateTimeOffset At(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
