namespace CrossStudyBroker.Contracts.Problems;

/// <summary>The codes of contracts/problems.json that code gives: the broker, the adapter seam, the reference SIS. A test holds the two together.</summary>
public static class ProblemCodes
{
    public const string MalformedJson = "malformed-json";
    public const string ContentTypeUnsupported = "content-type-unsupported";
    public const string MessageTooLarge = "message-too-large";
    public const string EnvelopeInvalid = "envelope-invalid";
    public const string TypeUnknown = "type-unknown";
    public const string TypeNotAllowed = "type-not-allowed";
    public const string VersionUnsupported = "version-unsupported";
    public const string SourceMismatch = "source-mismatch";
    public const string IdentityInEnvelope = "identity-in-envelope";
    public const string FieldUnknown = "field-unknown";
    public const string DuplicateConflict = "duplicate-conflict";
    public const string RecipientRequired = "recipient-required";
    public const string RecipientNotAllowed = "recipient-not-allowed";
    public const string RecipientUnknown = "recipient-unknown";
    public const string RecipientIsSender = "recipient-is-sender";
    public const string NetworkUnknown = "network-unknown";
    public const string SenderNotMember = "sender-not-member";
    public const string RecipientNotMember = "recipient-not-member";
    public const string NotEligible = "not-eligible";
    public const string OfferingNotOfTarget = "offering-not-of-target";
    public const string OfferingNotInNetwork = "offering-not-in-network";
    public const string OfferingNotEnrollable = "offering-not-enrollable";
    public const string EnrolmentClosed = "enrolment-closed";
    public const string CancellationTooLate = "cancellation-too-late";
    public const string StudyRightExceedsHome = "study-right-exceeds-home";
    public const string ReplyNotExpected = "reply-not-expected";
    public const string MessageExpired = "message-expired";
    public const string NoRecipients = "no-recipients";
    public const string DryRun = "dry-run";
    public const string RecipientUnreachable = "recipient-unreachable";
    public const string RecipientTimeout = "recipient-timeout";
    public const string RecipientBusy = "recipient-busy";
    public const string RecipientFailed = "recipient-failed";
    public const string StudentUnknown = "student-unknown";
    public const string StudentAmbiguous = "student-ambiguous";
    public const string StudyRightUnknown = "study-right-unknown";
    public const string SelectionUnknown = "selection-unknown";
    public const string RecipientRejected = "recipient-rejected";
    public const string ExpiredInQueue = "expired-in-queue";
    public const string RecipientQueueFull = "recipient-queue-full";
    public const string RecipientNotConnected = "recipient-not-connected";
    public const string PayloadNotKept = "payload-not-kept";
    public const string PayloadUnreadable = "payload-unreadable";
    public const string ContentRefused = "content-refused";
    public const string Unauthenticated = "unauthenticated";
    public const string NotFound = "not-found";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string FilterInvalid = "filter-invalid";
    public const string NotPermitted = "not-permitted";
    public const string PageExpired = "page-expired";
    public const string BrokerUnavailable = "broker-unavailable";
    public const string BrokerError = "broker-error";
}
