using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Filters;
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

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller caller, FilterReading filters, MessageReading reading, DirectorySource directory, CancellationToken cancellationToken)
    {
        var (query, filter, faults) = filters.Read(FormFields.ToQuery(context.Request.Query), caller);
        if (faults.Count == 0 && FormFields.IsForm(context.Request.Query))
        {
            return Results.LocalRedirect(query.Address("~/messages")); // the address to keep and to hand on
        }

        MessagePage? page = null;
        try
        {
            page = faults.Count > 0 ? null : await reading.ListAsync(caller, filter, cancellationToken);
        }
        catch (InvalidFilterException)
        {
            faults = [new FilterFault("cursor", "")];
            query = query.Without("cursor");
        }

        return Page.Of<MessagesPage>(
            new { Caller = caller, Filters = query, Faults = faults.Select(fault => fault.Filter).ToList(), Found = page, Columns = MessageColumns.ChosenBy(context), Directory = directory.Current },
            faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
