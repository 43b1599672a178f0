using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>Tells how the keeping and erasing of things stands.</summary>
public sealed class RetentionReader
{
    private readonly ITrackerDatabase _database;
    private readonly ClockBook _clocks;
    private readonly HeldReader _held;
    private readonly Ledger _ledger;
    private readonly RetentionPeriods _periods;
    private readonly DirectorySource _directory;

    internal RetentionReader(ITrackerDatabase database, ClockBook clocks, Ledger ledger, RetentionPeriods periods, DirectorySource directory, TimeProvider time) =>
        (_database, _clocks, _held, _ledger, _periods, _directory) = (database, clocks, new HeldReader(database, periods, directory, time), ledger, periods, directory);

    /// <summary>How it stands now.</summary>
    /// <param name="institution">Whose things are counted; null: all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<RetentionView> ReadAsync(string? institution, CancellationToken cancellationToken) => new()
    {
        Clocks = await _clocks.ReadAsync(cancellationToken),
        Held = await _held.ReadAsync(institution, cancellationToken),
        Usual = PeriodsOf(null),
        Audit = _periods.Audit,
        Networks = _directory.Current.Networks.Keys.Order(StringComparer.Ordinal).ToDictionary(network => network, PeriodsOf),
        Head = await _database.ReadAsync(connection => _ledger.HeadAsync(connection, cancellationToken), cancellationToken),
    };

    /// <summary>When the trace of a message is erased: by its network's own time, where that has one.</summary>
    /// <param name="network">The network that the message names, if any.</param>
    /// <param name="receivedAt">When the message was received.</param>
    public DateTimeOffset TraceErasedAt(string? network, DateTimeOffset receivedAt) => receivedAt + _periods.Traces(network);

    private RetentionView.Periods PeriodsOf(string? network) => new(_periods.Payloads(network), _periods.Traces(network), _periods.Links(network));
}
