using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Routing;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Broker.Retention;

/// <summary>How long things are kept: as their network's entry in the directory says, otherwise as usual.</summary>
internal sealed class RetentionPeriods(DirectorySource directory, IOptions<RetentionOptions> options)
{
    /// <summary>The content of a message that waits.</summary>
    public TimeSpan Payloads(string? network) => Of(network)?.PayloadDays is { } days ? TimeSpan.FromDays(days) : options.Value.Payloads;

    /// <summary>The trace of a message.</summary>
    public TimeSpan Traces(string? network) => Of(network)?.TraceDays is { } days ? TimeSpan.FromDays(days) : options.Value.Traces;

    /// <summary>What people did, and the ledger.</summary>
    public TimeSpan Audit => options.Value.Audit;

    /// <summary>A link, from the end of the target study right.</summary>
    public TimeSpan Links(string? network) => TimeSpan.FromDays(StudyRightRules.LinkDays(directory.Current, network));

    private NetworkRetention? Of(string? network) => network is null ? null : directory.Current.Networks.GetValueOrDefault(network)?.Retention;
}
