using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Jobs;

/// <summary>Writes the statement that freezes a job's set: its deliveries in the order of their messages, so that the order of a case holds.</summary>
internal sealed class JobSelection
{
    private readonly List<string> _conditions = [];
    private readonly DynamicParameters _parameters = new();

    private JobSelection(JobSet set, string? visibleTo, IStoreDialect dialect)
    {
        Add("(d.sender = @visibleTo or d.recipient = @visibleTo)", "visibleTo", visibleTo);
        if (set.Deliveries is { } chosen)
        {
            Add($"d.delivery_id {dialect.In("chosen")}", "chosen", dialect.Ids(chosen)); // how they stand is seen when the job comes to them
            return;
        }

        _conditions.Add("d.state in (50, 80)"); // retrying, parked
        Add("d.state = @state", "state", (short?)set.State);
        Add("d.cause = @cause", "cause", set.Cause);
        Add("(d.sender = @institution or d.recipient = @institution)", "institution", set.Institution);
        Add("m.kind = @kind", "kind", set.Kind);
        Add("d.code = @code", "code", set.Code);
        Add("m.case_id = @caseId", "caseId", set.CaseId);
        Add("d.received_at >= @from", "from", set.From is { } from ? dialect.Time(StoredTime.Of(from)) : null);
        Add("d.received_at < @to", "to", set.To is { } to ? dialect.Time(StoredTime.Of(to)) : null);
    }

    /// <summary>The statement; it adds at most so many rows.</summary>
    public static CommandDefinition Insert(long job, JobSet set, string? visibleTo, int most, IStoreDialect dialect, CancellationToken cancellationToken)
    {
        var selection = new JobSelection(set, visibleTo, dialect);
        selection._parameters.Add("job", job);
        selection._parameters.Add("most", most);
        var sql = $"""
            insert into job_item (job, place, delivery_id, state, run)
            select @job, row_number() over (order by d.message, d.recipient), d.delivery_id, 0, 0
            from delivery d join message m on m.id = d.message
            where {string.Join(" and ", selection._conditions)}
            order by d.message, d.recipient
            limit @most
            """;
        return new CommandDefinition(sql, selection._parameters, cancellationToken: cancellationToken);
    }

    private void Add(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(condition);
            _parameters.Add(name, value);
        }
    }
}
