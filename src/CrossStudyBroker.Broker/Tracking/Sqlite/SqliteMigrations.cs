namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>
/// The schema, one entry per version; an entry that was ever released is never changed, only followed by another.
/// Several programs may start at once: they queue for the file, and the later ones find the work done.
/// </summary>
internal static class SqliteMigrations
{
    private static readonly string[] Versions = [Version1];

    // An index of SQLite ends with the row number by itself. Ids are blobs of 16 bytes, times microseconds since 1970, days text.
    private const string Version1 = """
        create table message (
          id integer primary key,
          tracking_id blob not null unique,
          sender text not null,
          message_id text not null,
          type text not null,
          kind text not null,
          recipient text,
          network text,
          case_id text,
          in_reply_to text,
          replaces text,
          state_key blob,
          trace_parent text,
          received_at integer not null,
          content_hash blob not null,
          size integer not null,
          outcome integer not null,
          problems text,
          code text generated always as (json_extract(problems, '$[0].code')) virtual,
          cause text) strict;
        create index message_by_time on message (received_at);
        create index message_by_kind on message (kind, received_at);
        create index message_by_code on message (code, received_at) where code is not null;
        create index message_by_outcome on message (outcome, received_at) where outcome <> 0;
        create index message_by_own_id on message (message_id);
        create index message_by_network on message (network, received_at);
        create index message_by_case on message (case_id) where case_id is not null;
        create index message_by_cause on message (cause, received_at) where cause is not null;
        create index message_by_refusal on message (received_at) where cause is not null;
        create index message_by_replaced on message (sender, replaces) where replaces is not null;

        create table party (
          institution text not null,
          received_at integer not null,
          message integer not null,
          kind text not null,
          outcome integer not null,
          primary key (institution, received_at, message)) strict, without rowid;
        create index party_by_outcome on party (institution, outcome, received_at, message) where outcome <> 0;

        create table delivery (
          delivery_id blob not null unique,
          message integer not null,
          sender text not null,
          recipient text not null,
          received_at integer not null,
          state integer not null,
          cause text,
          published integer not null default 0,
          code text,
          attempts integer not null default 0,
          tries integer not null default 0,
          told_by text,
          due_at integer,
          reply_by integer,
          changed_at integer not null,
          primary key (message, recipient)) strict, without rowid;
        create index delivery_by_state on delivery (state, received_at, message, sender, recipient);
        create index delivery_by_code on delivery (code, received_at, message) where code is not null;
        create index delivery_by_repetition on delivery (received_at, message) where attempts > 1;
        create index delivery_by_due on delivery (due_at) where due_at is not null;
        create index delivery_by_reply on delivery (state, reply_by) where state = 20 and reply_by is not null;
        create index delivery_by_cause on delivery (cause, received_at, message) where cause is not null;
        create index delivery_by_cause_and_sender on delivery (cause, sender, received_at, message) where cause is not null;
        create index delivery_by_refusal on delivery (changed_at) where cause is not null and state in (14, 60, 70);
        create index delivery_by_failure_from on delivery (sender, state, received_at, message) where state in (14, 40, 50, 60, 70, 80);
        create index delivery_by_failure_to on delivery (recipient, state, received_at, message) where state in (14, 40, 50, 60, 70, 80);

        create table event (
          id integer primary key,
          message integer not null,
          delivery_id blob not null,
          state integer not null,
          at integer not null,
          code text,
          told_by text not null) strict;
        create index event_by_message on event (message);

        create table student (
          hash blob not null,
          message integer not null,
          primary key (hash, message)) strict, without rowid;
        create index student_by_message on student (message);

        create table link (
          case_id text not null,
          home text not null,
          target text not null,
          student_hash blob not null,
          network text not null,
          accepted integer not null,
          home_study_right_end text,
          expires_on text not null,
          selections text,
          primary key (case_id, home, target, student_hash)) strict, without rowid;
        create index link_by_student on link (home, student_hash);
        create index link_by_expiry on link (expires_on);

        create table offering (
          target text not null,
          offering_id text not null,
          networks text,
          enrolment_start integer,
          enrolment_end integer,
          published_at integer not null,
          withdrawn integer not null,
          primary key (offering_id, target)) strict, without rowid;

        create table vault (
          delivery_id blob primary key not null,
          wrapped_key blob not null,
          key_id text not null,
          kept_at integer not null,
          expires_at integer not null,
          warned integer not null default 0,
          ciphertext blob not null) strict;
        create index vault_by_expiry on vault (expires_at, delivery_id, kept_at);

        create table count_change (
          id integer primary key,
          sender text not null,
          recipient text not null,
          type text not null,
          before integer,
          after integer,
          cause_before text,
          cause_after text,
          code text,
          step text,
          number integer not null,
          first_at integer not null,
          last_at integer not null) strict;

        create table count_turn (folds integer not null, folded_at integer) strict;
        insert into count_turn (folds) values (0);

        create table stock (
          sender text not null,
          recipient text not null,
          kind text not null,
          state integer not null,
          number integer not null,
          primary key (state, sender, recipient, kind)) strict, without rowid;

        create table flow (
          institution text not null,
          direction text not null,
          span text not null,
          start integer not null,
          kind text not null,
          arrived integer not null,
          delivered integer not null,
          processed integer not null,
          failed integer not null,
          primary key (institution, direction, span, start, kind)) strict, without rowid;

        create table flow_between (
          day integer not null,
          sender text not null,
          recipient text not null,
          arrived integer not null,
          delivered integer not null,
          processed integer not null,
          failed integer not null,
          primary key (day, sender, recipient)) strict, without rowid;

        create table cause (
          id text not null,
          sender text not null,
          code text not null,
          step text not null,
          recipient text not null,
          type text not null,
          open integer not null,
          ended integer not null,
          first_at integer not null,
          last_at integer not null,
          hours text not null,
          days text not null,
          primary key (id, sender)) strict, without rowid;

        create index cause_by_sender on cause (sender, open, last_at, id, ended);
        create index cause_by_recipient on cause (recipient, open, last_at, id, ended) where sender = '';

        create table ledger (
          id integer primary key,
          at integer not null,
          what text not null,
          delivery_id blob,
          reason text not null,
          count integer not null,
          since integer,
          until integer,
          digest blob,
          position integer,
          hash blob) strict;
        create index ledger_by_delivery on ledger (delivery_id) where delivery_id is not null;
        create unique index ledger_by_position on ledger (position) where position is not null;
        create index ledger_open on ledger (id) where position is null;

        create table lease (
          name text primary key not null,
          owner text not null,
          until integer not null) strict, without rowid;

        create table clock (
          name text primary key not null,
          started_at integer not null,
          ended_at integer,
          next_at integer not null,
          done integer not null,
          failure text) strict, without rowid;

        create table audit (
          id integer primary key,
          at integer not null,
          institution text,
          person text,
          name text,
          action text not null,
          part integer,
          delivery_id blob,
          tracking_id blob,
          case_id text,
          type text,
          sender text,
          recipient text,
          step integer,
          code text,
          note text,
          turn integer,
          job_id blob,
          outcome integer not null,
          refusal text) strict;
        create unique index audit_by_delivery on audit (delivery_id, step);
        create index audit_by_time on audit (at);
        create index audit_by_job on audit (job_id) where job_id is not null;
        create index audit_by_message on audit (tracking_id) where tracking_id is not null;
        create index audit_by_case on audit (case_id) where case_id is not null;
        create index audit_by_action on audit (action, id);
        create index audit_by_actor on audit (institution, id);

        create table audit_party (
          institution text not null,
          entry integer not null,
          primary key (institution, entry)) strict, without rowid;
        create index audit_party_by_entry on audit_party (entry);

        create table contact (
          institution text not null,
          last_at integer,
          broken_since integer,
          broken_until integer,
          primary key (institution)) strict, without rowid;

        create table connection_test (
          institution text not null,
          run integer not null,
          begun_at integer not null,
          taken_at integer,
          ended_at integer,
          answer text,
          steps text,
          primary key (institution)) strict, without rowid;

        create table queue_length (
          institution text not null,
          queue text not null,
          at integer not null,
          number integer not null,
          primary key (institution, queue, at)) strict, without rowid;

        create table finding (
          kind text not null,
          institution text not null,
          sender text not null,
          detail text not null,
          number integer,
          oldest_at integer,
          contact_at integer,
          since integer not null,
          turn integer not null,
          primary key (kind, institution, detail, sender)) strict, without rowid;

        create table expiring (
          sender text not null,
          recipient text not null,
          number integer not null,
          first_at integer not null,
          primary key (sender, recipient)) strict, without rowid;

        create table finding_turn (turns integer not null, checked_at integer) strict;
        insert into finding_turn (turns) values (0);

        create table presence (
          replica text not null,
          role text not null,
          seen_at integer not null,
          primary key (replica, role)) strict, without rowid;

        create table job (
          number integer primary key,
          id blob not null unique,
          created_at integer not null,
          institution text,
          person text,
          name text,
          note text,
          selection text not null,
          total integer not null,
          per_second integer not null,
          state integer not null,
          run integer not null,
          changed_at integer not null,
          moved_at integer not null,
          begun_at integer,
          succeeded integer not null,
          failed integer not null,
          reason text,
          failure text) strict;
        create index job_by_institution on job (institution, number);
        create index job_running on job (number) where state = 1;

        create table job_item (
          job integer not null,
          place integer not null,
          delivery_id blob not null,
          state integer not null,
          run integer not null,
          code text,
          at integer,
          begun_at integer,
          primary key (job, place)) strict, without rowid;
        create index job_item_by_state on job_item (job, state, place);
        create index job_item_by_result on job_item (job, run, at, place) where state in (2, 3);
        create index job_item_under_way on job_item (job) where state = 1;

        create table ended_session (
          id text not null primary key,
          until integer not null) strict, without rowid;
        """;

    /// <summary>Applies what is missing, all in one transaction.</summary>
    public static bool Apply(SqliteSession session, DateTimeOffset now) => session.InTransaction("begin immediate", s =>
    {
        s.ExecuteScript("create table if not exists schema_version (version integer primary key, applied_at integer not null) strict");
        for (var version = Current(s) + 1; version <= Versions.Length; version++)
        {
            s.ExecuteScript(Versions[version - 1]);
            s.Execute("insert into schema_version values (?1, ?2)", version, now);
        }

        return true;
    });

    /// <summary>True if the schema is this program's or a newer one.</summary>
    public static bool IsNewest(SqliteSession session)
    {
        using var table = session.Read("select 1 from sqlite_schema where name = 'schema_version'");
        return table.Next() && Current(session) >= Versions.Length;
    }

    private static long Current(SqliteSession session)
    {
        using var rows = session.Read("select coalesce(max(version), 0) from schema_version");
        rows.Next();
        return rows.Number(0);
    }
}
