using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary>Reads an institution's own part of a case, for the API and for the embedded list alike.</summary>
internal sealed class CaseStatusReading(ITrackerStore store, TimeProvider time)
{
    /// <summary>Messages of one case that are told; of a longer one, the newest.</summary>
    private const int Most = 200;

    /// <summary>The status; null for a case that does not exist and for one that is somebody else's.</summary>
    public async Task<CaseStatus?> FindAsync(string caseId, string institution, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(new MessageFilter { VisibleTo = institution, CaseId = caseId, Limit = Most }, cancellationToken);
        return CaseStatus.Of(caseId, institution, page.Messages, time.GetUtcNow());
    }
}
