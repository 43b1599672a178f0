using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>
/// R3, R12, R17: personal-data and study-right changes reach every target with a live link to the student, found by keyed hash.
/// Without one there is nobody to tell: processed, not failed.
/// </summary>
internal static class LinkRules
{
    /// <summary>Who gets the change, and what it does to the links (R4: the newest end of the home study right).</summary>
    public static Decision Changed(Situation situation)
    {
        var home = situation.Message.Sender;
        var links = situation.Facts.Links
            .Where(link => link.Home == home && link.ExpiresOn > situation.Today && situation.StudentHashes.Any(link.IsOf))
            .ToList();
        var targets = links
            .Select(link => link.Target)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();

        var end = situation.Message.Type.Name == MessageType.StudyRightChanged ? EnrolmentRules.EndOf(situation.Message.Data.GetProperty("homeStudyRight")) : null;
        return new Decision
        {
            Recipients = targets,
            Notes = targets.Count == 0 ? [new Problem(ProblemCodes.NoRecipients, "", "No institution has a live cross-study of this student.")] : [],
            Links = [.. UnderNewIdentities(links, situation.StudentHashes), .. end is { } day ? [new LinkChange { HomeEnd = new LinkChange.HomeEndChanged(home, situation.StudentHashes, day) }] : Array.Empty<LinkChange>()],
        };
    }

    /// <summary>Every identifier that the home names finds the link from now on: later messages may carry only the new one.</summary>
    private static IEnumerable<LinkChange> UnderNewIdentities(IReadOnlyCollection<Link> links, IReadOnlyList<byte[]> studentHashes) =>
        from ofCase in links.GroupBy(link => (link.Target, link.CaseId))
        from hash in studentHashes
        where !ofCase.Any(link => link.IsOf(hash))
        select new LinkChange { Put = ofCase.First() with { StudentHash = hash } };
}
