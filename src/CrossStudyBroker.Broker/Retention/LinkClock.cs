using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Tracking;
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
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await EraseAsync(now, cancellationToken) is > 0 and var count)
        {
            yield return count;
        }
    }

    private Task<int> EraseAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var (names, days) = (new List<string>(), new List<DateOnly>());
            var command = new CommandDefinition(Delete, new { today = database.Dialect.Day(StoredTime.DayOf(now)), piece = options.Value.Piece }, cancellationToken: cancellationToken);
            await using (var reader = await connection.ExecuteReaderAsync(command))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    names.Add($"{reader.GetString(0)} {reader.GetString(1)} {reader.GetString(2)} {Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(3))}");
                    days.Add(reader.GetFieldValue<DateOnly>(4));
                }
            }

            if (names.Count > 0)
            {
                await ledger.AddAsync(
                    connection,
                    [new Erasure { At = now, What = ErasedThings.Link, Reason = "clock", Count = names.Count, Since = At(days.Min()), Until = At(days.Max()), Digest = Ledger.DigestOf(names) }],
                    cancellationToken);
            }

            return names.Count;
        },
        cancellationToken);

    private static DateTimeOffset At(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
