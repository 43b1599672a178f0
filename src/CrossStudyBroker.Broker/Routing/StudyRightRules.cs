using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>R4: a target study right never ends after the home study right does, as far as the broker was told.</summary>
internal static class StudyRightRules
{
    /// <summary>A link outlives the target study right by this many days (DESIGN section 5), where its network does not say otherwise.</summary>
    private const int UsualLinkDays = 60;

    /// <summary>The last day of the links of a message's case if the target study right ends on this day, which may be the last day there is.</summary>
    public static DateOnly LinkEnd(Situation situation, DateOnly studyRightEnd)
    {
        var days = LinkDays(situation.Directory, MessageNetwork.Of(situation.Message, situation.Facts));
        return DateOnly.FromDayNumber(Math.Min(studyRightEnd.DayNumber + days, DateOnly.MaxValue.DayNumber));
    }

    /// <summary>By how many days a network's links outlive the target study right.</summary>
    public static int LinkDays(InstitutionDirectory directory, string? network) =>
        (network is null ? null : directory.Networks.GetValueOrDefault(network)?.Retention?.LinkDays) ?? UsualLinkDays;

    /// <summary>target → home: what the target did with a changed home study right (R17). Without a case id nothing is known to hold it against.</summary>
    public static Decision Answered(Situation situation)
    {
        var message = situation.Message;
        var home = message.Recipient!; // the type needs it; validated
        var links = situation.LinksOfCase(home, message.Sender).ToList();
        DateOnly? end = message.Data.TryGetProperty("targetStudyRight", out var studyRight) ? EnrolmentRules.EndOf(studyRight) : null;
        return Decision.RefuseIf(ExceedsHome(links, end), () => new Decision
        {
            Recipients = [home],
            Links = end is { } day && links.Exists(link => link.Accepted) // a provisional study right (R18) does not accept anybody
                ? [new LinkChange { Decided = new LinkChange.CaseDecided(home, message.Sender, message.CaseId!, Accepted: true, LinkEnd(situation, day)) }] // links come from a case
                : [],
        });
    }

    /// <summary>The problem of a target study right that ends too late; none where one of the ends is not known.</summary>
    public static IEnumerable<Problem> ExceedsHome(IEnumerable<Link> links, DateOnly? end)
    {
        var homeEnd = links.Select(link => link.HomeStudyRightEnd).FirstOrDefault(day => day is not null);
        if (end > homeEnd)
        {
            yield return new Problem(ProblemCodes.StudyRightExceedsHome, "/data/targetStudyRight/endDate", $"The home study right ends on {homeEnd:yyyy-MM-dd}; a target study right may not end after it (R4).");
        }
    }
}
