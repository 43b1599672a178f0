using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Pages.Transfers;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>Makes the page of one message.</summary>
internal sealed class MessageSheet(MessageReading reading, TransferDetails details, RetentionReader retention, TimeProvider time)
{
    /// <summary>Messages of one case that are shown beside one of them.</summary>
    private const int CaseLimit = 50;

    /// <summary>The page, as far as the caller may see the message.</summary>
    /// <param name="id">Tracking id, or the id the sender gave.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="done">Verb that was just used.</param>
    /// <param name="tried">Verb that was just refused, with what was typed.</param>
    /// <param name="status">HTTP status of the page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IResult> ShowAsync(string id, Caller caller, string? done, VerbForm? tried, int status, CancellationToken cancellationToken)
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
        var parameters = new
        {
            Caller = caller,
            Message = message,
            Transfers = await details.OfAsync(message, caller, cancellationToken),
            Done = done,
            Tried = tried,
            OfCase = ofCase,
            Answered = answered,
            Now = time.GetUtcNow(),
            KeptUntil = retention.TraceErasedAt(message.Network, message.ReceivedAt),
        };
        return Page.Of<OneMessagePage>(parameters, status);
    }
}
