using System.Text.Encodings.Web;
using System.Text.Json;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Transfers;

/// <summary>Shows the content of a message that waits. It is asked for by a form: reading leaves its mark in the audit, so no link may lead there.</summary>
internal static class PayloadPages
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // the page encodes it

    public static void MapPayloadPages(this IEndpointRouteBuilder routes) => routes.MapPost("/messages/{trackingId:guid}/payload", ReadAsync).RequireAuthorization();

    private static async Task<IResult> ReadAsync(Guid trackingId, HttpRequest request, Caller caller, Permissions permissions, PayloadReading reading, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (!Guid.TryParse(form["delivery"], out var deliveryId) || await reading.ReadAsync(deliveryId, permissions.ToActor(caller), cancellationToken) is not { } read)
        {
            return Results.NotFound();
        }

        if (read.Content is { } content)
        {
            return Page.Of<PayloadPage>(new { TrackingId = trackingId, Content = Format(content) });
        }

        return permissions.Against(caller, Right.ReadPayloads) is { } obstacle
            ? Page.Of<PayloadPage>(new { TrackingId = trackingId, Why = Locale.Current.Name("obstacle", obstacle) }, StatusCodes.Status403Forbidden)
            : Page.Of<PayloadPage>(new { TrackingId = trackingId, Why = ProblemResults.CauseOf(read.Refused ?? ProblemCodes.PayloadNotKept) }, StatusCodes.Status410Gone);
    }

    private static string Format(byte[] content)
    {
        using var message = JsonDocument.Parse(content); // it was read before it was taken in
        return JsonSerializer.Serialize(message.RootElement, Readable);
    }
}
