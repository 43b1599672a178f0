using CrossStudyBroker.Broker.Links;
using Npgsql;
using static CrossStudyBroker.Broker.Tracking.Postgres.PostgresBatch;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>
/// Applies link changes of new messages, in their order: neighbours of one sort share a statement, as long as none of them
/// touches what another one in it does.
/// </summary>
internal static class PostgresLinkChanges
{
    private const string Put = $"""
        insert into link (case_id, home, target, student_hash, network, accepted, home_study_right_end, expires_on, selections)
        select distinct on (l.case_id, l.home, l.target, l.student_hash)
          l.case_id, l.home, l.target, l.student_hash, l.network, l.accepted, l.home_study_right_end, l.expires_on, l.selections
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::bool[], $8::date[], $9::date[], $10::text[])
          with ordinality l(tracking_id, case_id, home, target, student_hash, network, accepted, home_study_right_end, expires_on, selections, n)
        join message m on m.tracking_id = l.tracking_id and {PostgresRecording.IsNew}
        order by l.case_id, l.home, l.target, l.student_hash, l.n desc
        on conflict (case_id, home, target, student_hash) do update set
          network = excluded.network, accepted = excluded.accepted, home_study_right_end = excluded.home_study_right_end,
          expires_on = excluded.expires_on, selections = excluded.selections
        """;

    private const string Decided = $"""
        update link l
        set accepted = l.accepted or c.accepted,
            expires_on = case when c.accepted or not l.accepted then c.expires_on else l.expires_on end
        from unnest($1::uuid[], $2::date[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::date[])
          c(tracking_id, today, case_id, home, target, accepted, expires_on)
        join message m on m.tracking_id = c.tracking_id and {PostgresRecording.IsNew}
        where l.case_id = c.case_id and l.home = c.home and l.target = c.target and l.expires_on > c.today
        """;

    private const string HomeEnd = $"""
        update link l
        set home_study_right_end = c.end_date
        from (
          select distinct on (s.case_id, s.home, s.target) s.case_id, s.home, s.target, c.today, c.end_date
          from unnest($1::uuid[], $2::date[], $3::text[], $4::bytea[], $5::date[])
            with ordinality c(tracking_id, today, home, student_hash, end_date, n)
          join message m on m.tracking_id = c.tracking_id and {PostgresRecording.IsNew}
          join link s on s.home = c.home and s.student_hash = c.student_hash and s.expires_on > c.today
          order by s.case_id, s.home, s.target, c.n desc) c
        where l.case_id = c.case_id and l.home = c.home and l.target = c.target and l.expires_on > c.today
        """;

    /// <summary>Adds the statements; none where no message changes links.</summary>
    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<MessageRecord> messages)
    {
        var run = new List<Step>();
        var touched = new HashSet<object>();
        foreach (var message in messages)
        {
            foreach (var step in message.Links.SelectMany(change => StepsOf(message, change)))
            {
                var touches = step.Touches;
                if (run.Count > 0 && (run[0].Sort != step.Sort || (touches is not null && touched.Contains(touches))))
                {
                    Add(batch, run);
                    run = [];
                    touched.Clear();
                }

                run.Add(step);
                if (touches is not null)
                {
                    touched.Add(touches);
                }
            }
        }

        if (run.Count > 0)
        {
            Add(batch, run);
        }
    }

    private static IEnumerable<Step> StepsOf(MessageRecord message, LinkChange change) => change.HomeEnd is { } homeEnd
        ? homeEnd.StudentHashes.Select(hash => new Step(message, change, hash))
        : [new Step(message, change, [])];

    private static void Add(NpgsqlBatch batch, List<Step> run)
    {
        var ids = Column(run, s => s.Message.TrackingId);
        var days = Column(run, s => StoredTime.DayOf(s.Message.ReceivedAt));
        switch (run[0].Sort)
        {
            case nameof(Put):
                var links = run.ConvertAll(s => s.Change.Put!); // a run holds one sort
                batch.Add(
                    Put,
                    ids,
                    Column(links, l => l.CaseId),
                    Column(links, l => l.Home),
                    Column(links, l => l.Target),
                    Column(links, l => l.StudentHash),
                    Column(links, l => l.Network),
                    Column(links, l => l.Accepted),
                    Column(links, l => l.HomeStudyRightEnd),
                    Column(links, l => l.ExpiresOn),
                    Column(links, l => StoredJson.Write(l.Selections)));
                break;
            case nameof(Decided):
                var decided = run.ConvertAll(s => s.Change.Decided!);
                batch.Add(
                    Decided,
                    ids,
                    days,
                    Column(decided, c => c.CaseId),
                    Column(decided, c => c.Home),
                    Column(decided, c => c.Target),
                    Column(decided, c => c.Accepted),
                    Column(decided, c => c.ExpiresOn));
                break;
            default:
                batch.Add(
                    HomeEnd,
                    ids,
                    days,
                    Column(run, s => s.Change.HomeEnd!.Home),
                    Column(run, s => s.Hash),
                    Column(run, s => s.Change.HomeEnd!.End));
                break;
        }
    }

    /// <summary>One row of a statement.</summary>
    private sealed record Step(MessageRecord Message, LinkChange Change, byte[] Hash)
    {
        public string Sort => Change switch
        {
            { Put: not null } => nameof(Put),
            { Decided: not null } => nameof(Decided),
            _ => nameof(HomeEnd),
        };

        // Of several puts of one link the statement itself takes the last new one.
        public object? Touches => Change switch
        {
            { Decided: { } d } => (d.Home, d.Target, d.CaseId),
            { HomeEnd: { } h } => (h.Home, Convert.ToHexString(Hash)),
            _ => null,
        };
    }
}
