using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Filters;
using CrossStudyBroker.Dashboard.SignIn;
using CrossStudyBroker.Tests.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace CrossStudyBroker.Tests.Filters;

/// <summary>Filters read from addresses, with the sample institutions and networks.</summary>
internal static class Query
{
    public static Caller Operator { get; } = new() { Role = Role.Operator };

    public static Caller Home { get; } = new() { Role = Role.Resolver, Institution = "10056" };

    private static InstitutionDirectory Directory { get; } = SampleDirectory.Of();

    /// <summary>Filters that can be used.</summary>
    public static MessageQuery Of(IEnumerable<KeyValuePair<string, StringValues>> query, Caller? caller = null)
    {
        var (read, faults) = Parse(query, caller);
        Assert.Empty(faults);
        return read;
    }

    /// <summary>Filters that can be used.</summary>
    public static MessageQuery Of(string address, Caller? caller = null) => Of(QueryHelpers.ParseQuery(address), caller);

    /// <summary>Filters, and what is wrong with them.</summary>
    public static (MessageQuery Query, IReadOnlyList<FilterFault> Faults) Parse(IEnumerable<KeyValuePair<string, StringValues>> query, Caller? caller = null) =>
        MessageQuery.Parse(query, caller ?? Operator, Directory);
}
