using Npgsql;
using static CrossStudyBroker.Broker.Tracking.Postgres.PostgresBatch;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>Keeps the newest version of each piece of offering that new messages carry, of the same moment the one that came last (R9).</summary>
internal static class PostgresOfferingChanges
{
    private const string Upsert = $"""
        insert into offering (target, offering_id, networks, enrolment_start, enrolment_end, published_at, withdrawn)
        select distinct on (o.target, o.offering_id)
          o.target, o.offering_id, o.networks, o.enrolment_start, o.enrolment_end, o.published_at, o.withdrawn
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::bool[])
          with ordinality o(tracking_id, target, offering_id, networks, enrolment_start, enrolment_end, published_at, withdrawn, n)
        join message m on m.tracking_id = o.tracking_id and {PostgresRecording.IsNew}
        order by o.target, o.offering_id, o.published_at desc, o.n desc
        on conflict (target, offering_id) do update set
          networks = excluded.networks, enrolment_start = excluded.enrolment_start, enrolment_end = excluded.enrolment_end,
          published_at = excluded.published_at, withdrawn = excluded.withdrawn
        where excluded.published_at >= offering.published_at
        """;

    /// <summary>Adds the statement; none where no message carries offering.</summary>
    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<MessageRecord> messages)
    {
        var versions = messages.SelectMany(m => m.Offerings, (m, o) => (m.TrackingId, o.Offering)).ToList();
        if (versions.Count == 0)
        {
            return;
        }

        batch.Add(
            Upsert,
            Column(versions, v => v.TrackingId),
            Column(versions, v => v.Offering.Target),
            Column(versions, v => v.Offering.OfferingId),
            Column(versions, v => StoredJson.Write(v.Offering.Networks)),
            Column(versions, v => Stored(v.Offering.EnrolmentStart)),
            Column(versions, v => Stored(v.Offering.EnrolmentEnd)),
            Column(versions, v => StoredTime.Of(v.Offering.PublishedAt)),
            Column(versions, v => v.Offering.Withdrawn));
    }

    private static DateTimeOffset? Stored(DateTimeOffset? time) => time is { } value ? StoredTime.Of(value) : null;
}
