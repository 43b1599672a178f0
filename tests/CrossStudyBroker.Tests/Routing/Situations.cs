using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Routing;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;

namespace CrossStudyBroker.Tests.Routing;

/// <summary>What a decision looks at, and how to read what it decided.</summary>
internal static class Situations
{
    /// <summary>Hashes as in these tests' links.</summary>
    public static StudentHasher Hasher { get; } = new(new byte[32]);

    /// <summary>The student of the minimal examples, as a link remembers them.</summary>
    public static byte[] Otto { get; } = Hasher.Hash("learnerNumber", "1.2.246.562.98.90020000155");

    /// <summary>Decides a message; now is the morning of the enrolment examples unless told otherwise.</summary>
    public static Decision Decide(
        Envelope message,
        string now = "2026-01-12T08:30:00+02:00",
        InstitutionDirectory? directory = null,
        Link[]? links = null,
        Offering[]? offerings = null,
        Guid[]? deliveries = null) => Router.Decide(new Situation
        {
            Message = message,
            StudentHashes = Hasher.HashesOf(message.Data),
            Directory = directory ?? SampleDirectory.Of(),
            Now = Moment(now),
            Facts = new Facts { Links = links ?? [], Offerings = offerings ?? [], Deliveries = (deliveries ?? []).ToHashSet() },
        });

    /// <summary>A link of the case of the minimal examples: Otto of 10065 at 10056.</summary>
    public static Link Link(
        string home = "10065",
        string target = "10056",
        string caseId = "019b2e12-a6d8-7365-a093-beafd1238007",
        bool accepted = false,
        string? homeEnd = null,
        string expires = "2026-09-29",
        byte[]? hash = null,
        params string[] selections) => new()
        {
            Home = home,
            Target = target,
            CaseId = caseId,
            StudentHash = hash ?? Otto,
            Network = "3amk",
            Accepted = accepted,
            HomeStudyRightEnd = homeEnd is null ? null : Day(homeEnd),
            ExpiresOn = Day(expires),
            Selections = selections,
        };

    /// <summary>What the broker remembers of the offering in the minimal examples: open in January 2026, in the network 3amk.</summary>
    public static Offering Offering(
        string id = "CU-300",
        string target = "10056",
        string? start = "2026-01-05T08:00:00+02:00",
        string? end = "2026-01-18T23:59:59+02:00",
        bool withdrawn = false,
        params OfferingNetwork[] networks) => new()
        {
            Target = target,
            OfferingId = id,
            Networks = networks.Length > 0 ? networks : [Through("3amk")],
            EnrolmentStart = start is null ? null : Moment(start),
            EnrolmentEnd = end is null ? null : Moment(end),
            PublishedAt = Moment("2025-10-01T06:00:00Z"),
            Withdrawn = withdrawn,
        };

    public static OfferingNetwork Through(string network, string? from = null, string? until = null, bool enrollable = true) =>
        new(network, from is null ? null : Day(from), until is null ? null : Day(until), enrollable);

    public static DateTimeOffset Moment(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The codes that a decision refuses with; none: taken.</summary>
    public static IEnumerable<string> Codes(this Decision decision) => decision.Refusals.Select(problem => problem.Code);

    /// <summary>Codes and places.</summary>
    public static IEnumerable<(string Code, string Pointer)> Faults(this Decision decision) => decision.Refusals.Select(problem => (problem.Code, problem.Pointer));
}
