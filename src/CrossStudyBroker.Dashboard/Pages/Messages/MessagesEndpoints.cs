using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>The list of messages, and one message.</summary>
internal static class MessagesEndpoints
{
    /// <summary>Messages of one case that are shown beside one of them.</summary>
    private const int CaseLimit = 50;

    public static void MapMessagePages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/messages").RequireAuthorization();
        group.MapGet("", ListAsync);
        group.MapGet("/{id}", ShowAsync);
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

    private static async Task<IResult> ShowAsync(
        string id, Caller caller, HttpContext context, MessageReading reading, IOptions<RetentionOptions> retention, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await reading.FindAsync(caller, id, cancellationToken) is not { } message)
        {
            return Results.NotFound();
        }

        var ofCase = message.CaseId is { } caseId
            ? (await reading.ListAsync(caller, new MessageFilter { CaseId = caseId, Limit = CaseLimit }, cancellationToken)).Messages
            : [];
        var answered = message is { InReplyTo: { } answeredId, Recipient: { } answeredSender }
            ? await reading.FindAsync(caller, DerivedIds.Tracking(answeredSender, answeredId).ToString(), cancellationToken)
            : null;
        return Page.Of<OneMessagePage>(new
        {
            Caller = caller,
            Message = message,
            OfCase = ofCase,
            Answered = answered,
            Now = time.GetUtcNow(),
            KeptUntil = message.ReceivedAt + retention.Value.Traces,
        });
    }
}
