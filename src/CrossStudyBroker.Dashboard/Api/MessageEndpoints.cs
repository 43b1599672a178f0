using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Filters;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Sending messages and asking for their status over plain HTTP (R11, R24).</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/messages").RequireAuthorization();
        group.MapPost("", (HttpRequest request, Caller caller, MessageSending sending, CancellationToken cancellationToken) => sending.SendAsync(request, caller, cancellationToken))
            .WithMetadata(new DisableRequestSizeLimitAttribute()); // MessageSending has a limit of its own, with a problem code
        group.MapReading("{id}", FindAsync);
        group.MapReading("", ListAsync);
        routes.MapReading("/v1/messages.csv", (HttpContext context, Caller caller, MessageExport export, CancellationToken cancellationToken) => ExportAsync(context, caller, export.WriteCsvAsync, cancellationToken)).RequireAuthorization();
        routes.MapReading("/v1/messages.json", (HttpContext context, Caller caller, MessageExport export, CancellationToken cancellationToken) => ExportAsync(context, caller, export.WriteJsonAsync, cancellationToken)).RequireAuthorization();
    }

    private static async Task<IResult> FindAsync(string id, Caller caller, MessageReading reading, CancellationToken cancellationToken) =>
        // One answer for what does not exist and what is somebody else's.
        await reading.FindAsync(caller, id, cancellationToken) is { } view
            ? TypedResults.Ok(MessageDto.Of(view))
            : ProblemResults.Of(404, new Problem(ProblemCodes.NotFound, "", "No such message of yours: give its tracking id, or the id you gave it. Traces are kept 90 days."));

    private static Task<IResult> ListAsync(HttpContext context, Caller caller, MessageReading reading, CancellationToken cancellationToken) =>
        FilteredAsync(context, caller, async filter =>
        {
            var page = await reading.ListAsync(caller, filter, cancellationToken);
            return TypedResults.Ok(new { messages = page.Messages.Select(MessageDto.Of), next = page.NextCursor, searchedTo = page.SearchedTo });
        });

    private static Task<IResult> ExportAsync(
        HttpContext context, Caller caller, Func<HttpResponse, Caller, MessageFilter, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        FilteredAsync(context, caller, async filter =>
        {
            await write(context.Response, caller, filter, cancellationToken);
            return Results.Empty;
        });

    private static async Task<IResult> FilteredAsync(HttpContext context, Caller caller, Func<MessageFilter, Task<IResult>> answer)
    {
        var (_, filter, faults) = context.RequestServices.GetRequiredService<FilterReading>().Read(context.Request.Query, caller);
        if (faults.Count > 0)
        {
            return ProblemResults.Of(400, [.. faults.Select(fault => fault.ToProblem())]);
        }

        try
        {
            return await answer(filter);
        }
        catch (InvalidFilterException) // of all filters only the cursor is the store's to read
        {
            return ProblemResults.Of(400, new Problem(ProblemCodes.FilterInvalid, "", "The filter 'cursor' takes 'next' of the page before; leave it out for the first page."));
        }
    }
}
