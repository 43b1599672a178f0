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
    /// <summary>Puts links whose columns follow ("unnest(…)"); what they are joined with says which of them are new.</summary>
    public const string Put = """
        insert into link (case_id, home, target, student_hash, network, accepted, home_study_right_end, expires_on, selections)
        select l.case_id, l.home, l.target, l.student_hash, l.network, l.accepted, l.home_study_right_end, l.expires_on, l.selections
        from
        """;

    /// <summary>The names of those columns.</summary>
    public const string PutColumns = "l(tracking_id, case_id, home, target, student_hash, network, accepted, home_study_right_end, expires_on, selections)";

    /// <summary>A link that is there takes the new values.</summary>
    public const string PutAgain = """
        on conflict (case_id, home, target, student_hash) do update set
          network = excluded.network, accepted = excluded.accepted, home_study_right_end = excluded.home_study_right_end,
          expires_on = excluded.expires_on, selections = excluded.selections
        """;

    private const string PutLater = $"""
        {Put} unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::bool[], $8::date[], $9::date[], $10::text[]) {PutColumns}
          join message m on m.tracking_id = l.tracking_id and {PostgresRecording.IsNew}
        {PutAgain}
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

    /// <summary>
    /// What is put before anything else changes, as columns for the statement that inserts the messages, and all that follows, for
    /// <see cref="AddTo"/>.
    /// </summary>
    public static (NpgsqlParameter[] FirstPuts, IReadOnlyList<List<Step>> Later) Of(IReadOnlyList<MessageRecord> messages)
    {
        var runs = Runs(messages);
        return runs is [[{ Sort: nameof(Put) }, ..] first, ..] ? (Columns(first), runs[1..]) : (Columns([]), runs);
    }

    /// <summary>Adds the statements; none where no message changes links.</summary>
    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<List<Step>> runs)
    {
        foreach (var run in runs)
        {
            Add(batch, run);
        }
    }

    private static List<List<Step>> Runs(IReadOnlyList<MessageRecord> messages)
    {
        var runs = new List<List<Step>>();
        var touched = new HashSet<object>();
        foreach (var step in messages.SelectMany(message => message.Links.SelectMany(change => StepsOf(message, change))))
        {
            if (runs is not [.., var run] || run[0].Sort != step.Sort || touched.Contains(step.Touches))
            {
                runs.Add(run = []);
                touched.Clear();
            }

            run.Add(step);
            touched.Add(step.Touches);
        }

        return runs;
    }

    private static IEnumerable<Step> StepsOf(MessageRecord message, LinkChange change) => change.HomeEnd is { } homeEnd
        ? homeEnd.StudentHashes.Select(hash => new Step(message, change, hash))
        : [new Step(message, change, [])];

    private static void Add(NpgsqlBatch batch, List<Step> run)
    {
        switch (run[0].Sort)
        {
            case nameof(Put):
                batch.Add(PutLater, Columns(run));
                break;
            case nameof(Decided):
                var decided = run.ConvertAll(s => s.Change.Decided!); // a run holds one sort
                batch.Add(
                    Decided,
                    Ids(run),
                    Days(run),
                    Column(decided, c => c.CaseId),
                    Column(decided, c => c.Home),
                    Column(decided, c => c.Target),
                    Column(decided, c => c.Accepted),
                    Column(decided, c => c.ExpiresOn));
                break;
            default:
                batch.Add(
                    HomeEnd,
                    Ids(run),
                    Days(run),
                    Column(run, s => s.Change.HomeEnd!.Home),
                    Column(run, s => s.Hash),
                    Column(run, s => s.Change.HomeEnd!.End));
                break;
        }
    }

    private static NpgsqlParameter Ids(List<Step> run) => Column(run, s => s.Message.TrackingId);

    private static NpgsqlParameter Days(List<Step> run) => Column(run, s => StoredTime.DayOf(s.Message.ReceivedAt));

    private static NpgsqlParameter[] Columns(List<Step> puts)
    {
        var links = puts.ConvertAll(s => s.Change.Put!); // a run holds one sort
        return
        [
            Ids(puts),
            Column(links, l => l.CaseId),
            Column(links, l => l.Home),
            Column(links, l => l.Target),
            Column(links, l => l.StudentHash),
            Column(links, l => l.Network),
            Column(links, l => l.Accepted),
            Column(links, l => l.HomeStudyRightEnd),
            Column(links, l => l.ExpiresOn),
            Column(links, l => StoredJson.Write(l.Selections)),
        ];
    }

    /// <summary>One row of a statement.</summary>
    internal sealed record Step(MessageRecord Message, LinkChange Change, byte[] Hash)
    {
        public string Sort => Change switch
        {
            { Put: not null } => nameof(Put),
            { Decided: not null } => nameof(Decided),
            _ => nameof(HomeEnd),
        };

        public object Touches => Change switch
        {
            { Put: { } p } => (p.CaseId, p.Home, p.Target, Convert.ToHexString(p.StudentHash)),
            { Decided: { } d } => (d.Home, d.Target, d.CaseId),
            _ => (Change.HomeEnd!.Home, Convert.ToHexString(Hash)), // exactly one is set
        };
    }
}
