using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.Filters;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>Reads the filters of the audit, for the HTTP API and the page alike.</summary>
internal static class AuditFilters
{
    private const string Case = "case";
    private const string Institution = "institution";

    /// <summary>Their names, in the order in which a page shows them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["by", "action", "message", Case, "from", "to", "delivery", "job", "limit", "cursor"];

    /// <summary>What is asked for as far as it can be used, within what the caller may see, and what is wrong with the rest.</summary>
    public static (AuditFilter Filter, IReadOnlyList<FilterFault> Faults) Read(IQueryCollection query, Caller caller, InstitutionDirectory directory)
    {
        var filters = new QueryFilters(query, Names);
        var filter = new AuditFilter
        {
            VisibleTo = caller.VisibleTo,
            By = filters.Text("by", by => by == AuditFilter.ByOperator || Fits(Institution, by, directory), _ => "an institution code of five digits, or operator"),
            Action = filters.Text("action", action => AuditActions.All.Contains(action), _ => "one of " + string.Join(", ", AuditActions.All)),
            TrackingId = filters.Id("message"),
            CaseId = filters.Text(Case, id => Fits(Case, id, directory), _ => "a case id; identity codes never stand in an address"),
            DeliveryId = filters.Id("delivery"),
            JobId = filters.Id("job"),
            From = filters.Moment("from"),
            To = filters.Moment("to"),
            Before = filters.Cursor(),
            Limit = filters.Limit(),
        };
        return (filter, filters.Faults);
    }

    // As in lists of messages.
    private static bool Fits(string rule, string value, InstitutionDirectory directory) => FilterRules.Find(rule)?.Against(value, directory) is null;
}
