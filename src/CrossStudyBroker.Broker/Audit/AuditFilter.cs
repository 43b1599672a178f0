namespace CrossStudyBroker.Broker.Audit;

/// <summary>Which entries to list. All conditions hold together; null leaves one out.</summary>
public sealed record AuditFilter
{
    /// <summary>Stands for the operator where an institution code is asked for.</summary>
    public const string ByOperator = "operator";

    /// <summary>Only what this institution did, and what was done to messages it sent or was sent; null: the operator, who sees all.</summary>
    public string? VisibleTo { get; init; }

    /// <summary>One delivery.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>One message, by tracking id.</summary>
    public Guid? TrackingId { get; init; }

    /// <summary>One case.</summary>
    public string? CaseId { get; init; }

    /// <summary>What was done; one of <see cref="AuditActions"/>.</summary>
    public string? Action { get; init; }

    /// <summary>Who did it: an institution code, or <see cref="ByOperator"/>.</summary>
    public string? By { get; init; }

    /// <summary>One bulk job.</summary>
    public Guid? JobId { get; init; }

    /// <summary>At or after, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only entries before this one; null: from the newest on.</summary>
    public long? Before { get; init; }

    /// <summary>Entries per page, 1–200.</summary>
    public int Limit { get; init; } = 50;
}
