using CrossStudyBroker.Dashboard.Api.Transfers;
using CrossStudyBroker.Dashboard.Pages.Transfers;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>One message, and what people do about its deliveries.</summary>
internal static class OneMessageEndpoints
{
    public static void MapOneMessage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/messages/{id}").RequireAuthorization();
        group.MapGet("", async (string id, string? done, Caller caller, MessageSheet sheet, CancellationToken cancellationToken) =>
            await sheet.ShowAsync(id, caller, done is not null && VerbReading.Verbs.ContainsKey(done) ? done : null, tried: null, StatusCodes.Status200OK, cancellationToken));
        group.MapPost("", ActAsync);
    }

    private static async Task<IResult> ActAsync(string id, HttpRequest request, Caller caller, VerbActing acting, MessageSheet sheet, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (VerbForm.Of(form) is not { } wanted || await acting.ActAsync(wanted, caller, cancellationToken) is not { } result)
        {
            return Results.NotFound();
        }

        if (result.Form.Refused is not null)
        {
            return await sheet.ShowAsync(id, caller, done: null, result.Form, result.Status, cancellationToken);
        }

        return Results.LocalRedirect($"~/messages/{Uri.EscapeDataString(id)}?done={VerbDto.Name(wanted.Verb)}#delivery-{wanted.DeliveryId}");
    }
}
