using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;
using Npgsql;
using static CrossStudyBroker.Broker.Tracking.Postgres.PostgresBatch;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>Answers what the decisions of a batch need: one statement per sort of question, only for what is asked.</summary>
internal static class PostgresFacts
{
    private const string Deliveries = "select delivery_id from delivery where delivery_id = any($1)";

    private const string LinkColumns =
        "l.home, l.target, l.case_id, l.student_hash, l.network, l.accepted, l.home_study_right_end, l.expires_on, l.selections";

    // "union" leaves out the second copy of a link that is asked for by student and by case. "offset 0" as in PostgresOrder.
    private const string LinksOf = $"""
        select {LinkColumns}
        from unnest($1::text[], $2::bytea[]) s(home, student_hash)
          cross join lateral (select * from link where home = s.home and student_hash = s.student_hash and expires_on > $4 offset 0) l
        union
        select {LinkColumns}
        from unnest($3::text[]) c(case_id) cross join lateral (select * from link where case_id = c.case_id and expires_on > $4 offset 0) l
        """;

    private const string OfferingsOf = """
        select o.target, o.offering_id, o.networks, o.enrolment_start, o.enrolment_end, o.published_at, o.withdrawn
        from offering o where o.offering_id = any ($1::text[])
        """;

    /// <summary>Facts as they stand; links that expire today or earlier are left out.</summary>
    public static async Task<Facts> ReadAsync(
        NpgsqlConnection connection, FactsRequest request, DateOnly today, CancellationToken cancellationToken)
    {
        await using var batch = Begin(connection);
        batch.Add(Deliveries, Column(request.Deliveries, id => id));
        batch.Add(
            LinksOf,
            Column(request.Students, s => s.Home),
            Column(request.Students, s => s.StudentHash),
            Column(request.Cases, c => c),
            Value(today));
        batch.Add(OfferingsOf, Column(request.Offerings, id => id));
        await using var reader = await batch.RunAsync(cancellationToken);

        var deliveries = await ReadAllAsync(reader, r => r.GetGuid(0), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var links = await ReadAllAsync(reader, ReadLink, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var offerings = await ReadAllAsync(reader, ReadOffering, cancellationToken);
        return new Facts { Deliveries = deliveries.ToHashSet(), Links = links, Offerings = offerings };
    }

    private static async Task<List<T>> ReadAllAsync<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static Link ReadLink(NpgsqlDataReader reader) => new()
    {
        Home = reader.GetString(0),
        Target = reader.GetString(1),
        CaseId = reader.GetString(2),
        StudentHash = reader.GetFieldValue<byte[]>(3),
        Network = reader.GetString(4),
        Accepted = reader.GetBoolean(5),
        HomeStudyRightEnd = reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6),
        ExpiresOn = reader.GetFieldValue<DateOnly>(7),
        Selections = StoredJson.Read<string>(reader.IsDBNull(8) ? null : reader.GetString(8)),
    };

    private static Offering ReadOffering(NpgsqlDataReader reader) => new()
    {
        Target = reader.GetString(0),
        OfferingId = reader.GetString(1),
        Networks = StoredJson.Read<OfferingNetwork>(reader.IsDBNull(2) ? null : reader.GetString(2)),
        EnrolmentStart = reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3),
        EnrolmentEnd = reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4),
        PublishedAt = reader.GetFieldValue<DateTimeOffset>(5),
        Withdrawn = reader.GetBoolean(6),
    };
}
