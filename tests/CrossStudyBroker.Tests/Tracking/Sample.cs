using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Offerings;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Tests.Tracking;

/// <summary>Records for the store tests: everything optional, ids derived as the broker derives them.</summary>
public static class Sample
{
    public const string Home = "10056";
    public const string Target = "10065";
    public const string Third = "10066";

    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public static DateOnly Day { get; } = new(2026, 3, 2);

    public static byte[] Hash(string of) => SHA256.HashData(Encoding.UTF8.GetBytes(of));

    public static Guid Id(params string[] parts) => new(Hash(string.Join('\n', parts))[..16]);

    public static Guid DeliveryId(string messageId = "m-1", string recipient = Target, string sender = Home) =>
        Id(sender, messageId, recipient);

    public static MessageRecord Message(
        string messageId = "m-1",
        string sender = Home,
        string[]? recipients = null,
        string type = "crossstudy.enrolment.requested.v1",
        string? caseId = null,
        string content = "as first sent",
        DateTimeOffset? at = null,
        MessageOutcome outcome = MessageOutcome.Accepted) => new()
        {
            TrackingId = Id(sender, messageId),
            Sender = sender,
            MessageId = messageId,
            Type = type,
            CaseId = caseId,
            ReceivedAt = at ?? Start,
            ContentHash = Hash(content),
            Size = content.Length,
            Outcome = outcome,
            Deliveries = outcome == MessageOutcome.Refused
                ? []
                : [.. (recipients ?? [Target]).Select(r => new DeliveryRecord(DeliveryId(messageId, r, sender), r))],
        };

    public static DeliveryChange Change(
        DeliveryState state, string messageId = "m-1", string recipient = Target, string? code = null, SealedPayload? payload = null) => new()
        {
            DeliveryId = DeliveryId(messageId, recipient),
            State = state,
            At = Start.AddMinutes(1),
            By = "adapter",
            Code = code,
            Payload = payload,
        };

    public static SealedPayload Payload(DateTimeOffset? expiresAt = null) =>
        new([1, 2, 3], [4, 5], "key-1", Start, expiresAt ?? Start.AddDays(14));

    public static Link Link(
        string student = "student-1", string caseId = "case-1", string target = Target, bool accepted = false, DateOnly? expiresOn = null) => new()
        {
            Home = Home,
            Target = target,
            CaseId = caseId,
            StudentHash = Hash(student),
            Network = "3amk",
            Accepted = accepted,
            HomeStudyRightEnd = Day.AddYears(2),
            ExpiresOn = expiresOn ?? Day.AddDays(100),
            Selections = ["selection-1", "selection-2"],
        };

    public static Offering Offering(string id = "course-1", DateTimeOffset? publishedAt = null, bool withdrawn = false) => new()
    {
        Target = Target,
        OfferingId = id,
        Networks = [new OfferingNetwork("3amk", Day, Day.AddYears(1), Enrollable: true), new OfferingNetwork("campusonline", null, null, false)],
        EnrolmentStart = Start,
        EnrolmentEnd = Start.AddDays(30),
        PublishedAt = publishedAt ?? Start,
        Withdrawn = withdrawn,
    };
}
