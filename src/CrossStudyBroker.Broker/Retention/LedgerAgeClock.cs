using System.Data.Common;
using System.Runtime.CompilerServices;
using CrossStudyBroker.Broker.Tracking;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>
/// Removes the ledger's own entries after their time, the oldest first, and notes how far; and writes the chain's end to the log, so that it is
/// known in another place too: without such a note nobody can tell whether the end was cut off.
/// </summary>
internal sealed partial class LedgerAgeClock(ITrackerDatabase database, Ledger ledger, IOptions<RetentionOptions> options, ILogger<LedgerAgeClock> logger) : IClock
{
    /// <inheritdoc/>
    public string Name => "ledger-age";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> RunAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await RemoveAsync(now, cancellationToken) is > 0 and var count)
        {
            yield return count;
        }

        if (await database.ReadAsync(connection => ledger.HeadAsync(connection, cancellationToken), cancellationToken) is { Position: > 0 } head)
        {
            Ends(head);
        }
    }

    private Task<int> RemoveAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var (before, head) = (now - options.Value.Audit, await ledger.HeadAsync(connection, cancellationToken)); // the head stays, for the next entry to follow
            var old = (await ledger.AfterAsync(connection, 0, options.Value.Piece, cancellationToken)).TakeWhile(entry => entry.Erasure.At < before && entry.Position < head.Position).ToList();
            return old is [.., { Position: { } last, Hash: { } hash }] ? await RemoveAsync(connection, old, new LedgerLink(last, hash), now, cancellationToken) : 0;
        },
        cancellationToken);

    private async Task<int> RemoveAsync(DbConnection connection, List<LedgerEntry> old, LedgerLink last, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var removed = await connection.ExecuteAsync(new CommandDefinition("delete from ledger where position <= @Position", new { last.Position }, cancellationToken: cancellationToken));
        var entry = new Erasure
        {
            At = now,
            What = ErasedThings.Ledger,
            Reason = "clock",
            Count = last.Position,
            Since = old.Min(one => one.Erasure.At),
            Until = old.Max(one => one.Erasure.At),
            Digest = last.Hash,
        };
        await ledger.AddAsync(connection, removed > 0 ? [entry] : [], cancellationToken); // otherwise another replica was faster
        return removed;
    }

    [LoggerMessage(LogLevel.Information, "The ledger of erasures ends at {Place}")]
    private partial void Ends(LedgerLink place);
}
