using CrossStudyBroker.Broker.Tracking;
using Dapper;

namespace CrossStudyBroker.Broker.Audit;

/// <summary>What people and programs did, kept two years (DESIGN section 5).</summary>
public sealed class AuditLog
{
    private const string Insert = """
        insert into audit (at, institution, person, name, action, part, delivery_id, tracking_id, case_id, type, sender, recipient, step, code, note, turn, job_id, outcome, refusal)
        values (@at, @institution, @person, @name, @action, @part, @deliveryId, @trackingId, @caseId, @type, @sender, @recipient, @step, @code, @note, @turn, @jobId, @outcome, @refusal)
        on conflict (delivery_id, step) do nothing
        returning id
        """;

    private const string InsertParty = "insert into audit_party (institution, entry) values (@institution, @entry) on conflict do nothing";

    private const string SetOutcome = "update audit set outcome = @outcome, refusal = @refusal, step = case when @outcome = 2 then null else step end where id = @id";

    private readonly ITrackerDatabase _database;
    private readonly AuditReader _reader;

    internal AuditLog(ITrackerDatabase database)
    {
        _database = database;
        _reader = new AuditReader(database.Dialect);
    }

    /// <summary>Adds an entry; returns its number, or null if the entry's step on its delivery was taken by somebody quicker.</summary>
    public Task<long?> AddAsync(AuditEntry entry, CancellationToken cancellationToken) => _database.WriteAsync(
        async connection =>
        {
            var id = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(Insert, Parameters(entry), cancellationToken: cancellationToken));
            foreach (var institution in new[] { entry.By.Institution, entry.Sender, entry.Recipient }.OfType<string>().Distinct(StringComparer.Ordinal).Where(_ => id is not null))
            {
                await connection.ExecuteAsync(new CommandDefinition(InsertParty, new { institution, entry = id }, cancellationToken: cancellationToken));
            }

            return id;
        },
        cancellationToken);

    /// <summary>Writes what became of an entry that was begun.</summary>
    public Task EndAsync(long id, AuditOutcome outcome, string? refusal, CancellationToken cancellationToken) => _database.WriteAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(SetOutcome, new { id, outcome = (short)outcome, refusal }, cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>What was done to deliveries, each delivery's in order; what was refused is left out.</summary>
    public Task<IReadOnlyList<AuditEntry>> OfDeliveriesAsync(IReadOnlyCollection<Guid> deliveries, CancellationToken cancellationToken) => deliveries.Count == 0
        ? Task.FromResult<IReadOnlyList<AuditEntry>>([])
        : _database.ReadAsync(connection => _reader.OfDeliveriesAsync(connection, deliveries, cancellationToken), cancellationToken);

    /// <summary>A page, newest first, by keyset.</summary>
    public Task<AuditPage> ListAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => _reader.ListAsync(connection, filter, cancellationToken), cancellationToken);

    private DynamicParameters Parameters(AuditEntry entry)
    {
        var parameters = new DynamicParameters();
        parameters.Add("at", _database.Dialect.Time(StoredTime.Of(entry.At)));
        parameters.Add("institution", entry.By.Institution);
        parameters.Add("person", StoredText.OfOptional(entry.By.Person));
        parameters.Add("name", StoredText.OfOptional(entry.By.Name));
        parameters.Add("action", entry.Action);
        parameters.Add("part", (short?)entry.As);
        parameters.Add("deliveryId", Id(entry.DeliveryId));
        parameters.Add("trackingId", Id(entry.TrackingId));
        parameters.Add("caseId", entry.CaseId);
        parameters.Add("type", entry.Type);
        parameters.Add("sender", entry.Sender);
        parameters.Add("recipient", entry.Recipient);
        parameters.Add("step", entry.Step);
        parameters.Add("code", entry.Code);
        parameters.Add("note", entry.Note);
        parameters.Add("turn", (short?)entry.To);
        parameters.Add("jobId", Id(entry.JobId));
        parameters.Add("outcome", (short)entry.Outcome);
        parameters.Add("refusal", entry.Refusal);
        return parameters;
    }

    private object? Id(Guid? id) => id is { } known ? _database.Dialect.Id(known) : null;
}
