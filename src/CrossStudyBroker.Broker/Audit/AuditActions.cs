namespace CrossStudyBroker.Broker.Audit;

/// <summary>Names of what is audited. The verbs on deliveries have theirs from <see cref="Resolution.Verb"/>; tests hold the two together.</summary>
public static class AuditActions
{
    public const string Retry = "retry";
    public const string Return = "return";
    public const string ResolveElsewhere = "resolve-elsewhere";
    public const string Discard = "discard";
    public const string Escalate = "escalate";
    public const string Take = "take";
    public const string HandOver = "hand-over";
    public const string Note = "note";
    public const string ReadPayload = "read-payload";
    public const string SearchStudent = "search-student";
    public const string JobStart = "job-start";
    public const string JobPause = "job-pause";
    public const string JobResume = "job-resume";
    public const string JobCancel = "job-cancel";
    public const string TestConnection = "test-connection";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Retry, Return, ResolveElsewhere, Discard, Escalate, Take, HandOver, Note, ReadPayload, SearchStudent, JobStart, JobPause, JobResume, JobCancel, TestConnection];
}
