using System.Data.Common;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Findings;

/// <summary>
/// Reads findings. An institution sees those about itself, and of what waits at others its own part; the operator all.
/// </summary>
public sealed class FindingReader
{
    private readonly ITrackerDatabase _database;

    internal FindingReader(ITrackerDatabase database) => _database = database;

    /// <summary>The findings of an institution; null: of all (the operator).</summary>
    public Task<FindingList> ListAsync(string? institution, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => ListAsync(connection, institution, cancellationToken), cancellationToken);

    internal async Task<FindingList> ListAsync(DbConnection connection, string? institution, CancellationToken cancellationToken)
    {
        var where = institution is null ? "" : "where institution = @institution or sender = @institution";
        var findings = await connection.RowsAsync(
            new CommandDefinition(
                $"""
                select kind, institution, detail, cast(sum(number) as bigint), min(oldest_at), min(contact_at), min(since)
                from finding {where} group by kind, institution, detail
                """,
                new { institution },
                cancellationToken: cancellationToken),
            Read);
        return new FindingList(
            [.. findings.OrderBy(finding => finding.Kind).ThenByDescending(finding => finding.State).ThenByDescending(finding => finding.Number).ThenBy(finding => finding.Institution, StringComparer.Ordinal)],
            await CheckedAtAsync(connection, cancellationToken));
    }

    private Finding Read(DbDataReader reader)
    {
        var (kind, detail) = (Enum.Parse<FindingKind>(reader.GetString(0)), reader.GetString(2));
        return new Finding
        {
            Kind = kind,
            Institution = reader.GetString(1),
            State = kind == FindingKind.Stuck ? Enum.Parse<DeliveryState>(detail) : null,
            MessageKind = kind == FindingKind.NoReply ? detail : null,
            Number = reader.IsDBNull(3) ? null : reader.GetInt64(3),
            OldestAt = _database.Dialect.TimeOrNull(reader, 4),
            LastContactAt = _database.Dialect.TimeOrNull(reader, 5),
            Since = _database.Dialect.ReadTime(reader, 6),
        };
    }

    private async Task<DateTimeOffset?> CheckedAtAsync(DbConnection connection, CancellationToken cancellationToken) =>
        (await connection.RowsAsync(new CommandDefinition("select checked_at from finding_turn", cancellationToken: cancellationToken), row => _database.Dialect.TimeOrNull(row, 0))).FirstOrDefault();
}
