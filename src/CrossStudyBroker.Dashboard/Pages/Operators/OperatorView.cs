using System.Text.Encodings.Web;
using System.Text.Json;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Api.Transfers;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Pages.Operators;

/// <summary>
/// Makes the page that shows an institution what the operator sees of it. The operator is asked for as a caller like any other, by the code that answers it.
/// </summary>
internal sealed class OperatorView(
    DirectorySource directory, Permissions permissions, MessageReading reading, Resolving resolving, AuditLog audit, IOptions<JsonOptions> json)
{
    /// <summary>So many of the operator's latest doings are shown.</summary>
    private const int Latest = 10;

    private readonly JsonSerializerOptions _readable = new(json.Value.SerializerOptions) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // the page encodes it

    /// <summary>The operator, as it signs in.</summary>
    public static Caller Operator { get; } = new() { Role = Role.Operator };

    /// <summary>The page: for the institution itself, and for the operator.</summary>
    public async Task<IResult> ShowAsync(string code, Caller caller, CancellationToken cancellationToken)
    {
        if (!directory.Current.Institutions.TryGetValue(code, out var institution))
        {
            return Results.NotFound();
        }

        if (permissions.Against(caller, Right.SeeAudit, code) is not null)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var message = await LatestSentAsync(code, cancellationToken);
        var parameters = new
        {
            Institution = institution,
            Message = message is null ? null : Write(MessageDto.Of(message)),
            message?.TrackingId,
            Transfer = message?.Deliveries.FirstOrDefault() is { } delivery && await resolving.FindAsync(delivery.DeliveryId, permissions.ToActor(Operator), cancellationToken) is { } view
                ? Write(TransferDto.Of(view))
                : null,
            Done = await audit.ListAsync(new AuditFilter { VisibleTo = code, By = AuditFilter.ByOperator, Limit = Latest }, cancellationToken),
        };
        return Page.Of<OperatorViewPage>(parameters);
    }

    /// <summary>The latest message that the institution sent (of which it sees every delivery itself), as the operator sees it.</summary>
    private async Task<MessageView?> LatestSentAsync(string code, CancellationToken cancellationToken)
    {
        var itself = new Caller { Role = Role.Viewer, Institution = code };
        var latest = (await reading.ListAsync(itself, new MessageFilter { AnyOf = MessageTerms.None with { Senders = [code] }, Limit = 1 }, cancellationToken)).Messages;
        return latest is [var found] ? await reading.FindAsync(Operator, found.TrackingId.ToString(), cancellationToken) : null;
    }

    private string Write<T>(T answer) => JsonSerializer.Serialize(answer, _readable);
}
