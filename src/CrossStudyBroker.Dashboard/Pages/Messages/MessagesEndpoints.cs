using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>The list of messages.</summary>
internal static class MessagesEndpoints
{
    public static void MapMessagePages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/messages").RequireAuthorization();
        group.MapGet("", ListAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, MessageReading reading, DirectorySource directory, CancellationToken cancellationToken)
    {
        var filters = new PageFilters(context.Request.Query);
        var (filter, faults) = new MessageQuery(filters.ToQuery()).ToFilter();
        MessagePage? page = null;
        try
        {
            page = faults.Count > 0 ? null : await reading.ListAsync(caller, filter, cancellationToken);
        }
        catch (InvalidFilterException)
        {
            faults = [new FilterFault("cursor", "")];
        }

        // What cannot be used is not repeated, neither in fields nor in links: it may be an identity code.
        filters = faults.Aggregate(filters, (usable, fault) => usable.With(fault.Filter, null));

        return Page.Of<MessagesPage>(
            new { Caller = caller, Filters = filters, Faults = faults.Select(fault => fault.Filter).ToList(), Found = page, Columns = MessageColumns.ChosenBy(context), Directory = directory.Current },
            faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
