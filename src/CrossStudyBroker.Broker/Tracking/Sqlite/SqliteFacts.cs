using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>Answers what the decisions of a batch need, in one read transaction.</summary>
internal static class SqliteFacts
{
    private const string DeliveryExists = "select 1 from delivery where delivery_id = ?1";

    private const string LinkColumns =
        "home, target, case_id, student_hash, network, accepted, home_study_right_end, expires_on, selections";

    private const string LinksOfStudent = $"select {LinkColumns} from link where home = ?1 and student_hash = ?2 and expires_on > ?3";

    private const string LinksOfCase = $"select {LinkColumns} from link where case_id = ?1 and expires_on > ?2";

    private const string OfferingOf = """
        select target, offering_id, networks, enrolment_start, enrolment_end, published_at, withdrawn
        from offering where offering_id = ?1
        """;

    /// <summary>Facts as they stand; links that expire today or earlier are left out.</summary>
    public static Facts Read(SqliteSession session, FactsRequest request, DateOnly today)
    {
        var deliveries = new HashSet<Guid>();
        foreach (var id in request.Deliveries)
        {
            using var rows = session.Read(DeliveryExists, id);
            if (rows.Next())
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
            using var rows = session.Read(OfferingOf, offeringId);
            while (rows.Next())
            {
                offerings.Add(ReadOffering(rows));
            }
        }

        return new Facts { Deliveries = deliveries, Links = [.. links.Values], Offerings = offerings };
    }

    private static void AddLinks(Dictionary<(string Case, string Home, string Target, string Hash), Link> links, SqliteStatement.Rows rows)
    {
        using (rows)
        {
            while (rows.Next())
            {
                var link = ReadLink(rows);
                links[(link.CaseId, link.Home, link.Target, Convert.ToHexString(link.StudentHash))] = link;
            }
        }
    }

    private static Link ReadLink(SqliteStatement.Rows rows) => new()
    {
        Home = rows.Text(0),
        Target = rows.Text(1),
        CaseId = rows.Text(2),
        StudentHash = rows.Bytes(3),
        Network = rows.Text(4),
        Accepted = rows.Flag(5),
        HomeStudyRightEnd = rows.DayOrNull(6),
        ExpiresOn = rows.Day(7),
        Selections = StoredJson.Read<string>(rows.TextOrNull(8)),
    };

    private static Offering ReadOffering(SqliteStatement.Rows rows) => new()
    {
        Target = rows.Text(0),
        OfferingId = rows.Text(1),
        Networks = StoredJson.Read<OfferingNetwork>(rows.TextOrNull(2)),
        EnrolmentStart = rows.TimeOrNull(3),
        EnrolmentEnd = rows.TimeOrNull(4),
        PublishedAt = rows.Time(5),
        Withdrawn = rows.Flag(6),
    };
}
