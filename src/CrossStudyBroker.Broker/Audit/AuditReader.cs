using System.Data.Common;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Audit;

/// <summary>Reads the audit; the same statements on both stores.</summary>
internal sealed class AuditReader(IStoreDialect dialect)
{
    private const string Columns = """
        a.id, a.at, a.institution, a.person, a.name, a.action, a.part, a.delivery_id, a.tracking_id, a.case_id, a.type, a.sender, a.recipient,
        a.step, a.code, a.note, a.turn, a.job_id, a.outcome, a.refusal
        """;

    public async Task<IReadOnlyList<AuditEntry>> OfDeliveriesAsync(DbConnection connection, IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        parameters.Add("deliveries", dialect.Ids(deliveries));
        var sql = $"""
            select {Columns} from audit a
            where a.delivery_id {dialect.In("deliveries")} and a.step is not null and a.outcome <> 2
            order by a.delivery_id, a.step
            """;
        return await connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), Read);
    }

    public async Task<AuditPage> ListAsync(DbConnection connection, AuditFilter filter, CancellationToken cancellationToken)
    {
        var (conditions, parameters) = (new List<string>(), new DynamicParameters());
        Add("p.institution = @visibleTo", "visibleTo", filter.VisibleTo);
        Add("a.delivery_id = @deliveryId", "deliveryId", filter.DeliveryId is { } delivery ? dialect.Id(delivery) : null);
        Add("a.tracking_id = @trackingId", "trackingId", filter.TrackingId is { } message ? dialect.Id(message) : null);
        Add("a.case_id = @caseId", "caseId", filter.CaseId);
        Add("a.action = @action", "action", filter.Action);
        Add(filter.By == AuditFilter.ByOperator ? "a.institution is null" : "a.institution = @by", "by", filter.By);
        Add("a.job_id = @jobId", "jobId", filter.JobId is { } job ? dialect.Id(job) : null);
        Add("a.at >= @from", "from", filter.From is { } from ? dialect.Time(StoredTime.Of(from)) : null);
        Add("a.at < @to", "to", filter.To is { } to ? dialect.Time(StoredTime.Of(to)) : null);
        Add(filter.VisibleTo is null ? "a.id < @before" : "p.entry < @before", "before", filter.Before);
        parameters.Add("take", filter.Limit + 1);
        var sql = $"""
            select {Columns}
            from {(filter.VisibleTo is null ? "audit a" : "audit_party p join audit a on a.id = p.entry")}
            {(conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions))}
            order by {(filter.VisibleTo is null ? "a.id" : "p.entry")} desc
            limit @take
            """;
        var found = await connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), Read);
        return found.Count <= filter.Limit ? new AuditPage(found, null) : new AuditPage([.. found.Take(filter.Limit)], found[filter.Limit - 1].Id);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                parameters.Add(name, value);
            }
        }
    }

    private AuditEntry Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        At = dialect.ReadTime(row, 1),
        By = new Actor { Institution = row.TextOrNull(2), Person = row.TextOrNull(3), Name = row.TextOrNull(4) },
        Action = row.GetString(5),
        As = (Party?)row.NumberOrNull(6),
        DeliveryId = dialect.IdOrNull(row, 7),
        TrackingId = dialect.IdOrNull(row, 8),
        CaseId = row.TextOrNull(9),
        Type = row.TextOrNull(10),
        Sender = row.TextOrNull(11),
        Recipient = row.TextOrNull(12),
        Step = row.NumberOrNull(13),
        Code = row.TextOrNull(14),
        Note = row.TextOrNull(15),
        To = (Party?)row.NumberOrNull(16),
        JobId = dialect.IdOrNull(row, 17),
        Outcome = (AuditOutcome)row.GetInt16(18),
        Refusal = row.TextOrNull(19),
    };
}
