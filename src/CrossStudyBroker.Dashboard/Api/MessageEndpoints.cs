using System.Security.Claims;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Sending messages and asking for their status over plain HTTP (R11, R24).</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/messages").RequireAuthorization();
        group.MapPost("", (HttpRequest request, ClaimsPrincipal user, MessageSending sending, CancellationToken cancellationToken) => sending.SendAsync(request, user, cancellationToken))
            .WithMetadata(new DisableRequestSizeLimitAttribute()); // MessageSending has a limit of its own, with a problem code
        group.MapGet("{id}", FindAsync);
        group.MapGet("", ListAsync);
    }

    private static async Task<IResult> FindAsync(string id, ClaimsPrincipal user, ITrackerStore store, CancellationToken cancellationToken)
    {
        var institution = user.Institution();
        var view = Guid.TryParse(id, out var trackingId) ? await store.FindAsync(trackingId, institution, cancellationToken) : null;
        if (view is null && institution is not null)
        {
            view = await store.FindAsync(DerivedIds.Tracking(institution, id), institution, cancellationToken);
        }

        // One answer for what does not exist and what is somebody else's.
        return view is not null
            ? TypedResults.Ok(MessageDto.Of(view))
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No such message of yours: give its tracking id, or the id you gave it. Traces are kept 90 days."));
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ClaimsPrincipal user, ITrackerStore store, CancellationToken cancellationToken)
    {
        var (filter, problems) = new MessageQuery(request.Query).ToFilter(user.Institution());
        if (problems.Count > 0)
        {
            return ProblemResults.Of(400, problems);
        }

        try
        {
            var page = await store.ListAsync(filter, cancellationToken);
            return TypedResults.Ok(new { messages = page.Messages.Select(MessageDto.Of), next = page.NextCursor });
        }
        catch (InvalidFilterException) // of all filters only the cursor is the store's to read
        {
            return ProblemResults.Of(400, new Problem(ProblemCodes.FilterInvalid, "", "The filter 'cursor' takes 'next' of the page before; leave it out for the first page."));
        }
    }
}
