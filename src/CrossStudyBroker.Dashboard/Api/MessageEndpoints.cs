using System.Security.Claims;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Sending messages and asking for their status over plain HTTP (R11, R24).</summary>
internal static class MessageEndpoints
{
    /// <summary>How long a caller waits for the broker before it is told to repeat the message.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/messages").RequireAuthorization().WithTags("Messages");
        group.MapPost("", SendAsync).WithName("SendMessage");
        group.MapGet("{id}", FindAsync).WithName("GetMessage");
        group.MapGet("", ListAsync).WithName("ListMessages");
    }

    private static async Task<IResult> SendAsync(
        HttpRequest request, ClaimsPrincipal user, LaneSet lanes, IOptions<LaneOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (user.Institution() is not { } institution)
        {
            return ProblemResults.Of(403, new Problem(ProblemCodes.NotPermitted, "", "Only institutions send messages; the operator's key reads."));
        }

        var body = await ReadAsync(request.Body, options.Value.MaxMessageBytes + 1, cancellationToken);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var answer = await lanes.SubmitAsync(
                institution,
                new LaneMessage { Body = body, ContentType = request.ContentType, TraceParent = request.Headers["traceparent"].FirstOrDefault() },
                either.Token);
            return ToResult(answer);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return ProblemResults.Of(503, new Problem(ProblemCodes.BrokerUnavailable, "", "The broker could not finish in time. Send the same message with the same id again; it is taken once."));
        }
    }

    private static async Task<IResult> FindAsync(string id, ClaimsPrincipal user, ITrackerStore store, CancellationToken cancellationToken)
    {
        var institution = user.Institution();
        var view = Guid.TryParse(id, out var trackingId) ? await store.FindAsync(trackingId, institution, cancellationToken) : null;
        if (view is null && institution is not null)
        {
            view = await store.FindAsync(DerivedIds.Tracking(institution, id), institution, cancellationToken);
        }

        return view is not null
            ? TypedResults.Ok(MessageDto.Of(view))
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No such message of yours: give its tracking id, or the id you gave it. Traces are kept 90 days."));
    }

    private static async Task<IResult> ListAsync([AsParameters] MessageQuery query, ClaimsPrincipal user, ITrackerStore store, CancellationToken cancellationToken)
    {
        var (filter, problems) = query.ToFilter(user.Institution());
        if (problems.Count > 0)
        {
            return ProblemResults.Of(400, problems, null);
        }

        try
        {
            var page = await store.ListAsync(filter, cancellationToken);
            return TypedResults.Ok(new { messages = page.Messages.Select(MessageDto.Of).ToList(), next = page.NextCursor });
        }
        catch (InvalidFilterException exception)
        {
            return ProblemResults.Of(400, new Problem(ProblemCodes.FilterInvalid, "", exception.Message));
        }
    }

    private static IResult ToResult(Answer answer)
    {
        var location = $"/v1/messages/{answer.TrackingId}";
        if (answer.Outcome == MessageOutcome.Refused)
        {
            var more = new Dictionary<string, object?>(StringComparer.Ordinal) { ["trackingId"] = answer.TrackingId };
            return ProblemResults.Of(ProblemResults.StatusOf(answer.Problems[0].Code), answer.Problems, more);
        }

        var accepted = new
        {
            trackingId = answer.TrackingId,
            id = answer.MessageId,
            status = location,
            repeated = answer.Kind == RecordKind.Repeat,
            recipients = answer.Deliveries.Select(delivery => delivery.Recipient).ToList(),
            codes = answer.Problems,
        };
        return answer.Outcome == MessageOutcome.DryRun ? TypedResults.Ok(accepted) : TypedResults.Accepted(location, accepted);
    }

    /// <summary>Reads the body, but never more than the limit: a longer one is refused by its length.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while (buffer.Length < limit && (read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, (int)Math.Min(read, limit - buffer.Length));
        }

        return buffer.ToArray();
    }
}
