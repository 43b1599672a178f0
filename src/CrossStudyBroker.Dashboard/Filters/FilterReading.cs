using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.Extensions.Primitives;

namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>Reads the filters of an address, for the HTTP API and the pages alike.</summary>
internal sealed class FilterReading(DirectorySource directory, TimeProvider time)
{
    /// <summary>The filters as they can be written again, what they ask the tracker for, and what is wrong with them.</summary>
    public (MessageQuery Query, MessageFilter Filter, IReadOnlyList<FilterFault> Faults) Read(IEnumerable<KeyValuePair<string, StringValues>> query, Caller caller)
    {
        var (read, faults) = MessageQuery.Parse(query, caller, directory.Current);
        return (read, FilterMeaning.Of(read, caller, time.GetUtcNow()), faults);
    }
}
