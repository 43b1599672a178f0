using System.Globalization;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Dashboard.Filters;

namespace CrossStudyBroker.Dashboard.Pages.Overviews;

/// <summary>
/// Addresses of the messages that a number is about. A number of a period counts what happened then; a list shows messages that arrived then, as they are
/// now, so what failed and was put right since is not among the failed ones any more.
/// </summary>
internal static class FlowLinks
{
    /// <summary>The address.</summary>
    public static string Of(FlowRow row, FlowNumber number, DateTimeOffset from)
    {
        var filters = new List<KeyValuePair<string, string?>>();
        Add("sender", row.Sender);
        Add("recipient", row.Recipient);
        Add("kind", row.Kind);
        Add("state", row.IsRefusedByBroker ? "refused" : StateOf(number));
        Add("attempts", row.IsRefusedByBroker ? "0" : null);
        Add("from", number is FlowNumber.Open or FlowNumber.Parked ? null : from.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return MessageQuery.AddressOf("/messages", filters);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                filters.Add(KeyValuePair.Create<string, string?>(name, value));
            }
        }
    }

    /// <summary>Which kinds a line's filter asks for; a message that had no type of the contract has none of them.</summary>
    public static string KindOf(string? kind) => kind ?? string.Join(',', FilterRules.Kinds.Select(known => "!" + known));

    /// <summary>The number itself.</summary>
    public static long In(this FlowNumbers numbers, FlowNumber number) => number switch
    {
        FlowNumber.Arrived => numbers.Arrived,
        FlowNumber.Delivered => numbers.Delivered,
        FlowNumber.Processed => numbers.Processed,
        FlowNumber.Failed => numbers.Failed,
        FlowNumber.Open => numbers.Open,
        _ => numbers.Parked,
    };

    private static string StateOf(FlowNumber number) => number switch
    {
        FlowNumber.Arrived => "!" + FilterRules.DryRun,
        FlowNumber.Delivered => "delivered,processed",
        FlowNumber.Processed => "processed",
        FlowNumber.Failed => "parked,refused,returned,expired",
        FlowNumber.Open => "queued,held,retrying,parked",
        _ => "parked",
    };
}
