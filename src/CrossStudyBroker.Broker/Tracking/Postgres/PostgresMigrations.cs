using Dapper;
using Npgsql;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>
/// The schema, one entry per version; an entry that was ever released is never changed, only followed by another.
/// Several processes may start at once: they queue for one lock, and the later ones find the work done.
/// </summary>
internal static class PostgresMigrations
{
    // Any fixed number, the same in every version of the program.
    private const long Lock = 0x43_53_42_31;

    private static readonly string[] Versions = [Version1];

    // No foreign keys: all rows of a message are written in one statement and swept in one, so a check could only cost time.
    private const string Version1 = """
        create table message (
          id bigint generated always as identity primary key,
          tracking_id uuid not null unique,
          sender text not null,
          message_id text not null,
          type text not null,
          kind text not null,
          recipient text,
          network text,
          case_id text,
          in_reply_to text,
          replaces text,
          state_key bytea,
          trace_parent text,
          received_at timestamptz not null,
          content_hash bytea not null,
          size integer not null,
          outcome smallint not null,
          problems text,
          code text generated always as (substring(problems from '^\[\{"code":"([a-z0-9-]+)"')) stored,
          cause text);
        create index message_by_time on message (received_at, id);
        create index message_by_kind on message (kind, received_at, id);
        create index message_by_code on message (code, received_at, id) where code is not null;
        create index message_by_outcome on message (outcome, received_at, id) where outcome <> 0;
        create index message_by_own_id on message (message_id);
        create index message_by_network on message (network, received_at, id);
        create index message_by_case on message (case_id) where case_id is not null;
        create index message_by_cause on message (cause, received_at, id) where cause is not null;
        create index message_by_refusal on message (received_at) where cause is not null;
        create index message_by_replaced on message (sender, replaces) where replaces is not null;

        create table party (
          institution text not null,
          received_at timestamptz not null,
          message bigint not null,
          kind text not null,
          outcome smallint not null,
          primary key (institution, received_at, message) include (kind, outcome));
        create index party_by_outcome on party (institution, outcome, received_at, message) where outcome <> 0;

        create table delivery (
          delivery_id uuid primary key,
          message bigint not null,
          sender text not null,
          recipient text not null,
          received_at timestamptz not null,
          state smallint not null,
          state_before smallint,
          cause text,
          cause_before text,
          published boolean not null default false,
          code text,
          attempts integer not null default 0,
          tries integer not null default 0,
          code_before text,
          told_by text,
          told_before text,
          due_at timestamptz,
          reply_by timestamptz,
          changed_at timestamptz not null,
          changed_before timestamptz) with (fillfactor = 80);
        create index delivery_by_message on delivery (message);
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
          id bigint generated always as identity,
          message bigint not null,
          delivery_id uuid not null,
          state smallint not null,
          at timestamptz not null,
          code text,
          told_by text not null,
          primary key (message, id));

        create table student (
          hash bytea not null,
          message bigint not null,
          primary key (hash, message));
        create index student_by_message on student (message);

        create table link (
          case_id text not null,
          home text not null,
          target text not null,
          student_hash bytea not null,
          network text not null,
          accepted boolean not null,
          home_study_right_end date,
          expires_on date not null,
          selections text,
          primary key (case_id, home, target, student_hash));
        create index link_by_student on link (home, student_hash);
        create index link_by_expiry on link (expires_on);

        create table offering (
          target text not null,
          offering_id text not null,
          networks text,
          enrolment_start timestamptz,
          enrolment_end timestamptz,
          published_at timestamptz not null,
          withdrawn boolean not null,
          primary key (offering_id, target));

        create table vault (
          delivery_id uuid primary key,
          wrapped_key bytea not null,
          key_id text not null,
          kept_at timestamptz not null,
          expires_at timestamptz not null,
          warned boolean not null default false,
          ciphertext bytea not null);
        create index vault_by_expiry on vault (expires_at, delivery_id, kept_at);

        create table count_change (
          id bigint generated always as identity primary key,
          sender text not null,
          recipient text not null,
          type text not null,
          before smallint,
          after smallint,
          cause_before text,
          cause_after text,
          code text,
          step text,
          number integer not null,
          first_at timestamptz not null,
          last_at timestamptz not null);

        create table count_turn (folds bigint not null, folded_at timestamptz);
        insert into count_turn (folds) values (0);

        create table stock (
          sender text not null,
          recipient text not null,
          kind text not null,
          state smallint not null,
          number bigint not null,
          primary key (state, sender, recipient, kind)) with (fillfactor = 50);

        create table flow (
          institution text not null,
          direction text not null,
          span text not null,
          start timestamptz not null,
          kind text not null,
          arrived bigint not null,
          delivered bigint not null,
          processed bigint not null,
          failed bigint not null,
          primary key (institution, direction, span, start, kind)) with (fillfactor = 80);

        create table flow_between (
          day timestamptz not null,
          sender text not null,
          recipient text not null,
          arrived bigint not null,
          delivered bigint not null,
          processed bigint not null,
          failed bigint not null,
          primary key (day, sender, recipient)) with (fillfactor = 80);

        create table cause (
          id text not null,
          sender text not null,
          code text not null,
          step text not null,
          recipient text not null,
          type text not null,
          open bigint not null,
          ended bigint not null,
          first_at timestamptz not null,
          last_at timestamptz not null,
          hours text not null,
          days text not null,
          primary key (id, sender)) with (fillfactor = 50);

        create index cause_by_sender on cause (sender, open, last_at, id, ended);
        create index cause_by_recipient on cause (recipient, open, last_at, id, ended) where sender = '';

        create table ledger (
          id bigint generated always as identity primary key,
          at timestamptz not null,
          what text not null,
          delivery_id uuid,
          reason text not null,
          count bigint not null,
          since timestamptz,
          until timestamptz,
          digest bytea,
          position bigint,
          hash bytea);
        create index ledger_by_delivery on ledger (delivery_id) where delivery_id is not null;
        create unique index ledger_by_position on ledger (position) where position is not null;
        create index ledger_open on ledger (id) where position is null;

        create table lease (
          name text primary key not null,
          owner text not null,
          until timestamptz not null);

        create table clock (
          name text primary key not null,
          started_at timestamptz not null,
          ended_at timestamptz,
          next_at timestamptz not null,
          done bigint not null,
          failure text);

        create table audit (
          id bigint generated always as identity primary key,
          at timestamptz not null,
          institution text,
          person text,
          name text,
          action text not null,
          part smallint,
          delivery_id uuid,
          tracking_id uuid,
          case_id text,
          type text,
          sender text,
          recipient text,
          step integer,
          code text,
          note text,
          turn smallint,
          job_id uuid,
          outcome smallint not null,
          refusal text);
        create unique index audit_by_delivery on audit (delivery_id, step);
        create index audit_by_time on audit (at);
        create index audit_by_job on audit (job_id) where job_id is not null;
        create index audit_by_message on audit (tracking_id) where tracking_id is not null;
        create index audit_by_case on audit (case_id) where case_id is not null;
        create index audit_by_action on audit (action, id);
        create index audit_by_actor on audit (institution, id);

        create table audit_party (
          institution text not null,
          entry bigint not null,
          primary key (institution, entry));
        create index audit_party_by_entry on audit_party (entry);

        create table contact (
          institution text not null,
          last_at timestamptz,
          broken_since timestamptz,
          broken_until timestamptz,
          primary key (institution));

        create table connection_test (
          institution text not null,
          run bigint not null,
          begun_at timestamptz not null,
          taken_at timestamptz,
          ended_at timestamptz,
          answer text,
          steps text,
          primary key (institution));

        create table queue_length (
          institution text not null,
          queue text not null,
          at timestamptz not null,
          number bigint not null,
          primary key (institution, queue, at));

        create table finding (
          kind text not null,
          institution text not null,
          sender text not null,
          detail text not null,
          number bigint,
          oldest_at timestamptz,
          contact_at timestamptz,
          since timestamptz not null,
          turn bigint not null,
          primary key (kind, institution, detail, sender));

        create table expiring (
          sender text not null,
          recipient text not null,
          number bigint not null,
          first_at timestamptz not null,
          primary key (sender, recipient));

        create table finding_turn (turns bigint not null, checked_at timestamptz);
        insert into finding_turn (turns) values (0);

        create table presence (
          replica text not null,
          role text not null,
          seen_at timestamptz not null,
          primary key (replica, role));

        create table job (
          number bigint generated always as identity primary key,
          id uuid not null unique,
          created_at timestamptz not null,
          institution text,
          person text,
          name text,
          note text,
          selection text not null,
          total integer not null,
          per_second integer not null,
          state smallint not null,
          run integer not null,
          changed_at timestamptz not null,
          moved_at timestamptz not null,
          begun_at timestamptz,
          succeeded integer not null,
          failed integer not null,
          reason text,
          failure text);
        create index job_by_institution on job (institution, number);
        create index job_running on job (number) where state = 1;

        create table job_item (
          job bigint not null,
          place integer not null,
          delivery_id uuid not null,
          state smallint not null,
          run integer not null,
          code text,
          at timestamptz,
          begun_at timestamptz,
          primary key (job, place));
        create index job_item_by_state on job_item (job, state, place);
        create index job_item_by_result on job_item (job, run, at, place) where state in (2, 3);
        create index job_item_under_way on job_item (job) where state = 1;

        create table ended_session (
          id text not null primary key,
          until timestamptz not null);
        """;

    /// <summary>Applies what is missing, all in one transaction.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            select pg_advisory_xact_lock(@Lock);
            create table if not exists schema_version (version integer primary key, applied_at timestamptz not null default now())
            """,
            new { Lock },
            cancellationToken: cancellationToken));
        for (var version = await CurrentAsync(connection, cancellationToken) + 1; version <= Versions.Length; version++)
        {
            await connection.ExecuteAsync(new CommandDefinition(Versions[version - 1], cancellationToken: cancellationToken));
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into schema_version (version) values (@version)", new { version }, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>True if the schema is this program's or a newer one; an older program runs on while a newer one is rolled out.</summary>
    public static async Task<bool> IsNewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select to_regclass('schema_version')::text", cancellationToken: cancellationToken)) is not null
        && await CurrentAsync(connection, cancellationToken) >= Versions.Length;

    private static Task<int> CurrentAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select coalesce(max(version), 0) from schema_version", cancellationToken: cancellationToken));
}
