using System.Diagnostics;
using System.Threading.Channels;
using CrossStudyBroker.Broker.Lanes;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary><c>POST /v1/messages</c>: hands one message to its sender's lane and answers when the broker has answered.</summary>
internal sealed class MessageSending(
    LaneSet lanes, ITrackerStore store, Permissions permissions, IOptions<LaneOptions> laneOptions, IOptions<ApiOptions> options, TimeProvider time)
{
    /// <summary>Answers 202 (dry run: 200), or with what is wrong.</summary>
    public async Task<IResult> SendAsync(HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (permissions.Against(caller, Right.SendMessages) is { } obstacle)
        {
            return ProblemResults.Of(obstacle);
        }

        var institution = caller.Institution!; // nobody else may send
        try
        {
            return await ReadAsync(request, cancellationToken) is { } body
                ? await SubmitAsync(institution, new LaneMessage { Body = body, ContentType = request.ContentType, TraceParent = TraceParent(request) }, cancellationToken)
                : ProblemResults.Of(413, new Problem(ProblemCodes.MessageTooLarge, "", $"At most {laneOptions.Value.MaxMessageBytes} bytes are taken."));
        }
        catch (BadHttpRequestException exception)
        {
            return ProblemResults.Of(exception.StatusCode, new Problem(ProblemCodes.MalformedJson, "", "The request did not come whole, or came too slowly."));
        }
    }

    private async Task<IResult> SubmitAsync(string institution, LaneMessage message, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var answer = await lanes.SubmitAsync(institution, message, either.Token);
            return answer.Outcome == MessageOutcome.Refused
                ? ProblemResults.Of(ProblemResults.StatusOf(answer.Problems[0].Code), answer.Problems, answer.TrackingId)
                : await AcceptedAsync(answer, institution, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException && !cancellationToken.IsCancellationRequested)
        {
            // Out of patience, or the host is stopping: the message may have been taken, and the repeat will tell.
            return ProblemResults.Of(503, new Problem(ProblemCodes.BrokerUnavailable, "", "The broker could not finish in time. Send the same message with the same id again; it is taken once."));
        }
    }

    private async Task<IResult> AcceptedAsync(Answer answer, string institution, CancellationToken cancellationToken)
    {
        // A repeat is answered as the first time. Who got it then, the tracker knows.
        var repeated = answer.Kind == RecordKind.Repeat;
        var recorded = repeated && answer.Outcome == MessageOutcome.Accepted ? await store.FindAsync(answer.TrackingId, institution, cancellationToken) : null;
        var accepted = new AcceptedDto
        {
            TrackingId = answer.TrackingId,
            Id = answer.MessageId,
            Status = $"/v1/messages/{answer.TrackingId}",
            Repeated = repeated,
            Recipients = [.. recorded?.Deliveries.Select(delivery => delivery.Recipient) ?? answer.Deliveries.Select(delivery => delivery.Recipient)],
            Codes = answer.Problems,
        };
        return answer.Outcome == MessageOutcome.DryRun ? TypedResults.Ok(accepted) : TypedResults.Accepted(accepted.Status, accepted);
    }

    /// <summary>The body; null if it is longer than the limit, of which no more is read.</summary>
    private async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var limit = laneOptions.Value.MaxMessageBytes;
        if (request.ContentLength > limit)
        {
            return null;
        }

        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while (body.Length <= limit && (read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            body.Write(chunk, 0, read);
        }

        return body.Length > limit ? null : body.ToArray();
    }

    /// <summary>W3C trace context, if that is what the header holds: it is handed on and stored.</summary>
    private static string? TraceParent(HttpRequest request) =>
        request.Headers.TraceParent.ToString() is var header && ActivityContext.TryParse(header, null, out _) ? header : null;
}
