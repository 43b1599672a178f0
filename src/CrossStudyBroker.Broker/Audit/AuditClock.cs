using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Audit;

/// <summary>Erases what people did when its time is over (DESIGN section 5: two years), the oldest first.</summary>
internal sealed class AuditClock(ITrackerDatabase database, Ledger ledger, IOptions<RetentionOptions> options) : IClock
{
    private const string Select = "select id from audit where at < @before order by at limit @piece";

    private readonly string _deleteParties = $"delete from audit_party where entry {database.Dialect.In("ids")}";

    private readonly string _delete = $"delete from audit where id {database.Dialect.In("ids")} returning id, at";

    /// <inheritdoc/>
    public string Name => "audit";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IAsyncEnumerable<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Pieces.UntilNoneAsync(() => EraseAsync(now, cancellationToken));

    private Task<int> EraseAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            var parameters = new { before = database.Dialect.Time(now - options.Value.Audit), piece = options.Value.Piece };
            var ids = (await connection.QueryAsync<long>(new CommandDefinition(Select, parameters, cancellationToken: cancellationToken))).ToArray();
            if (ids.Length == 0)
            {
                return 0;
            }

            await connection.ExecuteAsync(new CommandDefinition(_deleteParties, new { ids }, cancellationToken: cancellationToken));
            var entries = await connection.RowsAsync(
                new CommandDefinition(_delete, new { ids }, cancellationToken: cancellationToken),
                row => (Name: row.GetInt64(0).ToString(System.Globalization.CultureInfo.InvariantCulture), At: database.Dialect.ReadTime(row, 1)));
            await ledger.AddManyAsync(connection, ErasedThings.Audit, entries, now, cancellationToken); // none where another replica was faster
            return entries.Count;
        },
        cancellationToken);
}
