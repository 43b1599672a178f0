using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;
using Microsoft.Data.Sqlite;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Answers what the decisions of a batch need, in one read transaction.</summary>
internal static class SqliteFacts
{
    private const string DeliveryExists = "select 1 from delivery where delivery_id = $1";

    private const string LinkColumns =
        "home, target, case_id, student_hash, network, accepted, home_study_right_end, expires_on, selections";

    private const string LinksOfStudent = $"select {LinkColumns} from link where home = $1 and student_hash = $2 and expires_on > $3";

    private const string LinksOfCase = $"select {LinkColumns} from link where case_id = $1 and expires_on > $2";

    private const string OfferingOf = """
        select target, offering_id, networks, enrolment_start, enrolment_end, published_at, withdrawn
        from offering where offering_id = $1
        """;

    /// <summary>Facts as they stand; links that expire today or earlier are left out.</summary>
    public static Facts Read(SqliteSession session, FactsRequest request, DateOnly today)
    {
        var deliveries = new HashSet<Guid>();
        foreach (var id in request.Deliveries)
        {
            using var reader = session.Read(DeliveryExists, id.ToByteArray(bigEndian: true));
            if (reader.Read())
            {
                deliveries.Add(id);
            }
        }

        // By key, so that a link asked for by student and by case comes once.
        var links = new Dictionary<(string Case, string Home, string Target, string Hash), Link>();
        foreach (var (home, hash) in request.Students)
        {
            AddLinks(links, session.Read(LinksOfStudent, home, hash, today));
        }

        foreach (var caseId in request.Cases)
        {
            AddLinks(links, session.Read(LinksOfCase, caseId, today));
        }

        var offerings = new List<Offering>();
        foreach (var offeringId in request.Offerings.Distinct(StringComparer.Ordinal))
        {
            using var reader = session.Read(OfferingOf, offeringId);
            while (reader.Read())
            {
                offerings.Add(ReadOffering(reader));
            }
        }

        return new Facts { Deliveries = deliveries, Links = [.. links.Values], Offerings = offerings };
    }

    private static void AddLinks(Dictionary<(string Case, string Home, string Target, string Hash), Link> links, SqliteDataReader reader)
    {
        using (reader)
        {
            while (reader.Read())
            {
                var link = ReadLink(reader);
                links[(link.CaseId, link.Home, link.Target, Convert.ToHexString(link.StudentHash))] = link;
            }
        }
    }

    private static Link ReadLink(SqliteDataReader reader) => new()
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

    private static Offering ReadOffering(SqliteDataReader reader) => new()
    {
        Target = reader.GetString(0),
        OfferingId = reader.GetString(1),
        Networks = StoredJson.Read<OfferingNetwork>(reader.IsDBNull(2) ? null : reader.GetString(2)),
        EnrolmentStart = reader.IsDBNull(3) ? null : StoredTime.FromMicroseconds(reader.GetInt64(3)),
        EnrolmentEnd = reader.IsDBNull(4) ? null : StoredTime.FromMicroseconds(reader.GetInt64(4)),
        PublishedAt = StoredTime.FromMicroseconds(reader.GetInt64(5)),
        Withdrawn = reader.GetBoolean(6),
    };
}
