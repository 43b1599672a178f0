using Dapper;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>
/// Writes the statement of one page. The filter decides which index is walked, newest first, so that a page costs about what
/// it shows also among millions of messages; every other condition is checked on the way:
/// 1. an own id, a case id or a student: their few messages;
/// 2. a cause group: its members, or one sender's among them;
/// 3. a state of failure and an institution: that institution's deliveries in that state, sent and received;
/// 4. another state that few deliveries are in, or nothing but a state: the deliveries by state;
/// 5. an institution: the table party (who sent or was sent what), which also carries kind and outcome;
/// 6. otherwise the messages by kind, outcome or time.
/// SQLite joins in the order written where it says <c>cross join</c>; PostgreSQL decides by its statistics.
/// </summary>
internal sealed class ListQuery
{
    private readonly DynamicParameters _parameters = new();
    private readonly List<string> _conditions = [];
    private readonly MessageFilter _filter;
    private readonly IStoreDialect _dialect;
    // Parameters of the institutions that a listed message must be from or to.
    private readonly List<string> _parties = [];

    private ListQuery(MessageFilter filter, IStoreDialect dialect)
    {
        _filter = filter;
        _dialect = dialect;
        AddParty("visibleTo", filter.VisibleTo);
        AddParty("institution", filter.Institution == filter.VisibleTo ? null : filter.Institution);
    }

    /// <summary>True if it matters whether few deliveries are in the asked state.</summary>
    public static bool NeedsStateCount(MessageFilter filter) =>
        filter is { State: not null, MessageId: null, CaseId: null, Cause: null, Students.Count: 0 }
        && filter is not { VisibleTo: null, Institution: null, Kind: null, Outcome: null }
        && !WalksFailures(filter);

    /// <summary>The statement and its parameters; rows come newest first, one per message and visible delivery.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="cursor">The place after which the page begins.</param>
    /// <param name="stateIsRare">The answer to <see cref="NeedsStateCount"/>.</param>
    /// <param name="causeRecipient">The recipient of the cause group asked for, if any.</param>
    /// <param name="dialect">How times and ids are given.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static CommandDefinition Build(
        MessageFilter filter, MessageCursor? cursor, bool stateIsRare, string? causeRecipient, IStoreDialect dialect, CancellationToken cancellationToken)
    {
        var query = new ListQuery(filter, dialect);
        return new CommandDefinition(query.Sql(cursor, stateIsRare, causeRecipient), query._parameters, cancellationToken: cancellationToken);
    }

    private static bool WalksFailures(MessageFilter filter) =>
        filter is { State: DeliveryState.Returned or DeliveryState.Held or DeliveryState.Retrying or DeliveryState.Refused or DeliveryState.Expired or DeliveryState.Parked }
        && (filter.VisibleTo ?? filter.Institution) is not null;

    private string Sql(MessageCursor? cursor, bool stateIsRare, string? causeRecipient)
    {
        if (_filter.MessageId is not null || _filter.CaseId is not null || _filter.Students.Count > 0)
        {
            return FewMessages(cursor);
        }

        if (_filter.Cause is not null)
        {
            return _filter is { State: null, Outcome: MessageOutcome.Refused } ? CauseRefusals(cursor) : CauseMembers(cursor, causeRecipient);
        }

        if (WalksFailures(_filter))
        {
            return Failures(cursor);
        }

        if (_filter.State is not null && (stateIsRare || !NeedsStateCount(_filter)))
        {
            return Deliveries(cursor);
        }

        return _parties.Count == 0 ? Messages(cursor) : Party(cursor);
    }

    private string FewMessages(MessageCursor? cursor)
    {
        AddEqual("m.message_id", "messageId", _filter.MessageId);
        AddEqual("m.case_id", "caseId", _filter.CaseId);
        AddStudents();
        var key = _conditions[0].Replace("m.", "", StringComparison.Ordinal);
        _conditions.AddRange(_parties.Select(IsParty));
        AddState();
        AddKindAndOutcome("m");
        if (_filter.Cause is not null)
        {
            // The text added to keeps the planner from the index by cause, as in AddState.
            _conditions.Add($"(m.cause = @cause or exists (select 1 from delivery d where d.message = m.id and d.cause || '' = @cause{InstitutionsDelivery("d")}{VisibleDelivery("d")}))");
            AddCause();
        }

        AddTime("m.received_at", "m.id", cursor);
        // Materialised, so that no planner walks an index by time instead and checks the id on the way.
        return $"with few as materialized (select * from message where {key}), {Page("few m", "m.received_at", "m.id")}";
    }

    // Messages that the broker refused are their sender's alone.
    private string CauseRefusals(MessageCursor? cursor)
    {
        AddCause();
        _conditions.Add("m.cause = @cause");
        _conditions.AddRange(_parties.Select(IsParty));
        AddKindAndOutcome("m");
        AddTime("m.received_at", "m.id", cursor);
        return "with " + Page("message m", "m.received_at", "m.id");
    }

    private string CauseMembers(MessageCursor? cursor, string? causeRecipient)
    {
        AddCause();
        _conditions.Add("s.cause = @cause and m.id = s.message");
        if (_filter.VisibleTo is not null && _filter.VisibleTo != causeRecipient)
        {
            _conditions.Add("s.sender = @visibleTo");
        }

        if (_filter.State is { } state)
        {
            _conditions.Add("+s.state = @state"); // as in AddState
            _parameters.Add("state", (short)state);
        }

        _conditions[0] += InstitutionsDelivery("s");
        AddKindAndOutcome("m");
        AddTime("s.received_at", "s.message", cursor);
        return "with " + Page("delivery s cross join message m", "s.received_at", "s.message", "group by s.received_at, s.message");
    }

    // What it sent and what it was sent, each by an index of its own; the indexes are of these states only, which SQLite wants said word by word.
    private string Failures(MessageCursor? cursor)
    {
        _parameters.Add("state", (short)_filter.State.GetValueOrDefault());
        _conditions.Add("s.state = @state and s.state in (14, 40, 50, 60, 70, 80) and m.id = s.message" + InstitutionsDelivery("s"));
        AddKindAndOutcome("m");
        AddTime("s.received_at", "s.message", cursor);
        var (sent, received) = (FailuresOf("s.sender"), FailuresOf("s.recipient"));
        _conditions.Clear();
        return $"with sent as ({sent}), received as ({received}), both_ways as (select * from sent union select * from received), {Page("both_ways b", "b.received_at", "b.message")}";
    }

    private string FailuresOf(string party) => $"""
        select s.received_at, s.message
        from delivery s cross join message m
        where {party} = {_parties[0]} and {string.Join(" and ", _conditions)}
        group by s.received_at, s.message
        order by s.received_at desc, s.message desc
        limit @take
        """;

    private string Deliveries(MessageCursor? cursor)
    {
        _parameters.Add("state", (short)_filter.State.GetValueOrDefault());
        _conditions.Add("s.state = @state and m.id = s.message" + InstitutionsDelivery("s") + VisibleDelivery("s"));
        AddKindAndOutcome("m");
        AddTime("s.received_at", "s.message", cursor);
        return "with " + Page("delivery s cross join message m", "s.received_at", "s.message", "group by s.received_at, s.message");
    }

    private string Party(MessageCursor? cursor)
    {
        _conditions.Add("p.institution = " + _parties[0]);
        AddKindAndOutcome("p");
        AddTime("p.received_at", "p.message", cursor);
        if (_filter.State is null && _parties.Count == 1)
        {
            return "with " + Page("party p", "p.received_at", "p.message");
        }

        _conditions.Add("m.id = p.message");
        _conditions.AddRange(_parties.Skip(1).Select(IsParty));
        AddState();
        return "with " + Page("party p cross join message m", "p.received_at", "p.message");
    }

    private string Messages(MessageCursor? cursor)
    {
        AddState();
        AddKindAndOutcome("m");
        AddTime("m.received_at", "m.id", cursor);
        return "with " + Page("message m", "m.received_at", "m.id");
    }

    private string Page(string source, string time, string row, string group = "")
    {
        _parameters.Add("take", _filter.Limit + 1);
        var where = _conditions.Count == 0 ? "" : "where " + string.Join(" and ", _conditions);
        return $"""
            page as (
              select {time} as received_at, {row} as id
              from {source}
              {where}
              {group}
              order by {time} desc, {row} desc
              limit @take)
            select {MessageReader.MessageColumns}, {MessageReader.DeliveryColumns}
            from page
            join message m on m.id = page.id
            left join delivery d on d.message = m.id{VisibleDelivery("d")}
            left join vault v on v.delivery_id = d.delivery_id
            order by page.received_at desc, page.id desc, d.recipient
            """;
    }

    private void AddEqual(string column, string name, string? value)
    {
        if (value is not null)
        {
            _conditions.Add($"{column} = @{name}");
            _parameters.Add(name, StoredText.Of(value));
        }
    }

    private void AddStudents()
    {
        if (_filter.Students.Count > 0)
        {
            _conditions.Add($"m.id in (select s.message from student s where s.hash in ({string.Join(", ", _filter.Students.Select((_, i) => $"@student{i}"))}))");
            for (var i = 0; i < _filter.Students.Count; i++)
            {
                _parameters.Add($"student{i}", _filter.Students[i]);
            }
        }
    }

    private void AddCause() => _parameters.Add("cause", StoredText.Of(_filter.Cause ?? ""));

    private void AddParty(string name, string? institution)
    {
        if (institution is not null)
        {
            _parties.Add("@" + name);
            _parameters.Add(name, StoredText.Of(institution));
        }
    }

    private void AddState()
    {
        if (_filter.State is { } state)
        {
            // "+" keeps the planner from the index by state: here the deliveries of one message are looked at.
            _conditions.Add($"exists (select 1 from delivery d where d.message = m.id and +d.state = @state{InstitutionsDelivery("d")}{VisibleDelivery("d")})");
            _parameters.Add("state", (short)state);
        }
    }

    private void AddKindAndOutcome(string table)
    {
        AddEqual(table + ".kind", "kind", _filter.Kind);
        if (_filter.Outcome is { } outcome)
        {
            // The index holds only the uncommon outcomes; SQLite wants its condition repeated word by word.
            _conditions.Add((outcome == MessageOutcome.Accepted ? "" : $"{table}.outcome <> 0 and ") + $"{table}.outcome = @outcome");
            _parameters.Add("outcome", (short)outcome);
        }
    }

    private void AddTime(string time, string row, MessageCursor? cursor)
    {
        if (_filter.From is { } from)
        {
            _conditions.Add($"{time} >= @from");
            _parameters.Add("from", _dialect.Time(StoredTime.Of(from)));
        }

        if (_filter.To is { } to)
        {
            _conditions.Add($"{time} < @to");
            _parameters.Add("to", _dialect.Time(StoredTime.Of(to)));
        }

        if (cursor is { } after)
        {
            _conditions.Add($"({time}, {row}) < (@afterTime, @afterRow)");
            _parameters.Add("afterTime", _dialect.Time(after.ReceivedAt));
            _parameters.Add("afterRow", after.Row);
        }
    }

    private string IsParty(string institution) =>
        $"(m.sender = {institution} or exists (select 1 from delivery d where d.message = m.id and d.recipient = {institution}{VisibleDelivery("d")}))";

    // What is asked of a delivery holds for one of that institution's.
    private string InstitutionsDelivery(string delivery) =>
        _filter.Institution is null || !_parties.Contains("@institution") ? "" : $" and ({delivery}.sender = @institution or {delivery}.recipient = @institution)";

    // A recipient neither sees nor can find out by filters what became of other recipients' deliveries.
    private string VisibleDelivery(string delivery) =>
        _filter.VisibleTo is null ? "" : $" and (m.sender = @visibleTo or {delivery}.recipient = @visibleTo)";
}
