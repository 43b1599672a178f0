using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Contracts.Problems;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>
/// R2: where the broker knows the offering, a selection is offering of that target, linked to that network, enrollable,
/// and open on the enrolment's day. Quotas are never looked at (R10).
/// </summary>
internal static class SelectionRules
{
    /// <summary>Checks one selection; an id that nobody published passes, the target will know.</summary>
    /// <param name="known">All offering known under the selection's id, of any institution.</param>
    /// <param name="target">The institution enrolled at.</param>
    /// <param name="network">The network enrolled through.</param>
    /// <param name="day">The enrolment's day in Finland.</param>
    /// <param name="pointer">Where the selection stands.</param>
    public static Problem? Check(IReadOnlyCollection<Offering> known, string target, string network, DateOnly day, string pointer)
    {
        if (known.Count == 0)
        {
            return null;
        }

        var offering = known.FirstOrDefault(candidate => candidate.Target == target);
        if (offering is null)
        {
            return new Problem(OfferingNotOfTarget, pointer, $"This is not offering of {target}.");
        }

        var link = offering.Networks.FirstOrDefault(candidate => candidate.Network == network);
        if (link is null || day < link.ValidFrom || day > link.ValidUntil)
        {
            return new Problem(OfferingNotInNetwork, pointer, $"The target does not offer this through {network} on {day:yyyy-MM-dd}.");
        }

        if (offering.Withdrawn || !link.Enrollable)
        {
            return new Problem(OfferingNotEnrollable, pointer, "The target takes no enrolments to this.");
        }

        return IsOpen(offering, day)
            ? null
            : new Problem(EnrolmentClosed, pointer, $"Enrolment is not open on {day:yyyy-MM-dd}; the newest published period is {Period(offering)} (R9).");
    }

    /// <summary>True if the newest published enrolment period covers the day (R9).</summary>
    public static bool IsOpen(Offering offering, DateOnly day) =>
        !(offering.EnrolmentStart is { } start && day < FinnishDay.Of(start))
        && !(offering.EnrolmentEnd is { } end && day > FinnishDay.Of(end));

    private static string Period(Offering offering) => $"{Day(offering.EnrolmentStart)} to {Day(offering.EnrolmentEnd)}";

    private static string Day(DateTimeOffset? moment) => moment is { } known ? FinnishDay.Of(known).ToString("yyyy-MM-dd") : "any day";
}
