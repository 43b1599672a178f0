using System.Text.Json;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>Decisions about enrolments: R1, R2, R4, R8, R15.</summary>
internal static class EnrolmentRules
{
    /// <summary>A request that is never decided is forgotten after this many days.</summary>
    public const int UndecidedLinkDays = 365;

    /// <summary>home → target: a student asks for places.</summary>
    public static Decision Requested(Situation situation)
    {
        var message = situation.Message;
        var (home, target, network, caseId) = (message.Sender, message.Recipient!, message.Network!, message.CaseId!); // the type needs all three; validated
        var day = DayOf("enrolledAt", situation);
        var studyRight = message.Data.GetProperty("homeStudyRight");
        var selections = SelectionIds(message.Data);

        return Decision.RefuseIf(Check(), () => new Decision
        {
            Recipients = [target],
            Links = situation.StudentHashes.Select(hash => new LinkChange
            {
                Put = new Link
                {
                    Home = home,
                    Target = target,
                    CaseId = caseId,
                    StudentHash = hash,
                    Network = network,
                    Accepted = false,
                    HomeStudyRightEnd = EndOf(studyRight),
                    ExpiresOn = situation.Today.AddDays(UndecidedLinkDays),
                    Selections = selections,
                },
            }).ToList(),
        });

        IEnumerable<Problem> Check()
        {
            foreach (var problem in MembershipRules.Check(situation.Directory, network, home, target, day))
            {
                yield return problem;
            }

            if (studyRight.TryGetProperty("eligibleForNetworkStudies", out var eligible) && eligible.ValueKind == JsonValueKind.False)
            {
                yield return new Problem(NotEligible, "/data/homeStudyRight/eligibleForNetworkStudies", "The home study right is marked not eligible for network studies (R1).");
            }

            for (var i = 0; i < selections.Count; i++)
            {
                var known = situation.Facts.Offerings.Where(offering => offering.OfferingId == selections[i]).ToList();
                if (SelectionRules.Check(known, target, network, day, $"/data/selections/{i}/id") is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    /// <summary>home → target: R15, at any time while not accepted, after that only inside the enrolment period.</summary>
    public static Decision Cancelled(Situation situation)
    {
        var message = situation.Message;
        var target = message.Recipient!; // the type needs it; validated
        var links = situation.LinksOfCase(message.Sender, target).ToList();
        var accepted = links.Any(link => link.Accepted);
        var named = SelectionIds(message.Data);
        var selections = named.Count > 0 ? named : links.SelectMany(link => link.Selections).Distinct().ToList();
        var day = DayOf("cancelledAt", situation);
        var closed = situation.Facts.Offerings.Any(offering =>
            offering.Target == target && selections.Contains(offering.OfferingId) && !SelectionRules.IsOpen(offering, day));

        return accepted && closed
            ? new Decision { Refusals = [new Problem(CancellationTooLate, "", Contact(situation.Directory, target))] }
            : new Decision { Recipients = [target] };
    }

    /// <summary>target → home: the decision; R4, a target study right never ends after the home study right.</summary>
    public static Decision Decided(Situation situation)
    {
        var message = situation.Message;
        var home = message.Recipient!; // the type needs it; validated
        DateOnly? targetEnd = message.Data.TryGetProperty("targetStudyRight", out var studyRight) ? EndOf(studyRight) : null;
        var states = message.Data.GetProperty("selections").EnumerateArray().Select(selection => selection.GetProperty("state").GetString()).ToList();
        var accepted = states.Contains("accepted");
        var pending = states.Contains("pending");
        var expires = accepted ? StudyRightRules.LinkEnd(situation, targetEnd ?? situation.Today.AddDays(UndecidedLinkDays)) : situation.Today;
        return Decision.RefuseIf(StudyRightRules.ExceedsHome(situation.LinksOfCase(home, message.Sender), targetEnd), () => new Decision
        {
            Recipients = [home],
            Links = accepted || !pending
                ? [new LinkChange { Decided = new LinkChange.CaseDecided(home, message.Sender, message.CaseId!, accepted, expires) }] // the type needs a case; validated
                : [],
        });
    }

    /// <summary>The day on which the student acted, however long the message took; a moment to come counts as now.</summary>
    private static DateOnly DayOf(string field, Situation situation)
    {
        var acted = JsonMoments.Moment(situation.Message.Data.GetProperty(field)); // required by the schema
        return FinnishDay.Of(acted < situation.Now ? acted : situation.Now);
    }

    internal static IReadOnlyList<string> SelectionIds(JsonElement data) =>
        data.TryGetProperty("selections", out var selections)
            ? selections.EnumerateArray().Select(selection => selection.GetProperty("id").GetString()!).ToList() // required by the schema
            : [];

    internal static DateOnly? EndOf(JsonElement studyRight) =>
        studyRight.TryGetProperty("endDate", out var end) ? JsonMoments.Day(end) : null;

    private static string Contact(InstitutionDirectory directory, string target)
    {
        var office = directory.Institutions.GetValueOrDefault(target)?.StudyOffice;
        return office is null
            ? $"The enrolment period is over; contact the study office of {target}."
            : $"The enrolment period is over; contact {office.Name.En ?? office.Name.Fi ?? office.Name.Sv}: {string.Join(", ", new[] { office.Email, office.Phone, office.Url }.Where(way => way is not null))}.";
    }
}
