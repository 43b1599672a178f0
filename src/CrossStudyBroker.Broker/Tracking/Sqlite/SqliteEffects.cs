using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>What comes true together with a new message: link changes in their order, and offering.</summary>
internal static class SqliteEffects
{
    private const string PutLink = """
        insert into link (case_id, home, target, student_hash, network, accepted, home_study_right_end, expires_on, selections)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        on conflict (case_id, home, target, student_hash) do update set
          network = excluded.network, accepted = excluded.accepted, home_study_right_end = excluded.home_study_right_end,
          expires_on = excluded.expires_on, selections = excluded.selections
        """;

    private const string DecideCase = """
        update link
        set accepted = accepted or ?1, expires_on = case when ?1 or not accepted then ?2 else expires_on end
        where case_id = ?3 and home = ?4 and target = ?5 and expires_on > ?6
        """;

    private const string ChangeHomeEnd = """
        update link set home_study_right_end = ?1
        where home = ?2 and expires_on > ?4
          and (case_id, target) in (select case_id, target from link where home = ?2 and student_hash = ?3 and expires_on > ?4)
        """;

    private const string PutOffering = """
        insert into offering (target, offering_id, networks, enrolment_start, enrolment_end, published_at, withdrawn)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        on conflict (target, offering_id) do update set
          networks = excluded.networks, enrolment_start = excluded.enrolment_start, enrolment_end = excluded.enrolment_end,
          published_at = excluded.published_at, withdrawn = excluded.withdrawn
        where excluded.published_at >= offering.published_at
        """;

    /// <summary>Applies them.</summary>
    public static void Apply(SqliteSession session, MessageRecord message)
    {
        foreach (var change in message.Links)
        {
            Apply(session, change, StoredTime.DayOf(message.ReceivedAt));
        }

        foreach (var change in message.Offerings)
        {
            Apply(session, change.Offering);
        }
    }

    private static void Apply(SqliteSession session, LinkChange change, DateOnly today)
    {
        if (change.Put is { } link)
        {
            session.Execute(
                PutLink,
                link.CaseId,
                link.Home,
                link.Target,
                link.StudentHash,
                link.Network,
                link.Accepted,
                link.HomeStudyRightEnd,
                link.ExpiresOn,
                StoredJson.Write(link.Selections));
        }

        if (change.Decided is { } decided)
        {
            session.Execute(DecideCase, decided.Accepted, decided.ExpiresOn, decided.CaseId, decided.Home, decided.Target, today);
        }

        foreach (var hash in change.HomeEnd?.StudentHashes ?? [])
        {
            session.Execute(ChangeHomeEnd, change.HomeEnd!.End, change.HomeEnd.Home, hash, today); // there are no hashes without it
        }
    }

    private static void Apply(SqliteSession session, Offering offering) => session.Execute(
        PutOffering,
        offering.Target,
        offering.OfferingId,
        StoredJson.Write(offering.Networks),
        offering.EnrolmentStart,
        offering.EnrolmentEnd,
        offering.PublishedAt,
        offering.Withdrawn);
}
