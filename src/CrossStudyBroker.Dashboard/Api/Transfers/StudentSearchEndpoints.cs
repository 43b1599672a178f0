using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>
/// Finding a student's messages. The identifier comes in the body, never in an address; it is hashed and forgotten, and the audit says only
/// that somebody searched.
/// </summary>
internal static class StudentSearchEndpoints
{
    public static void MapStudentSearch(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/search/student", SearchAsync).RequireAuthorization();

    private static async Task<IResult> SearchAsync(
        HttpRequest request,
        Caller caller,
        Permissions permissions,
        StudentHasher hasher,
        MessageReading reading,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (permissions.Against(caller, Right.SearchStudents) is { } obstacle)
        {
            return ProblemResults.Of(obstacle);
        }

        var (body, problems) = await JsonRequest.ReadAsync(request, "search-student", cancellationToken);
        if (problems.Count > 0)
        {
            return ProblemResults.Of(400, problems);
        }

        try
        {
            var page = await reading.ListAsync(caller, new MessageFilter
            {
                Students = hasher.HashesOf(body),
                Cursor = body.Text("cursor"),
                Limit = body.TryGetProperty("limit", out var limit) ? limit.GetInt32() : MessageFilter.DefaultLimit,
            }, cancellationToken);
            await audit.AddAsync(new AuditEntry { At = time.GetUtcNow(), By = permissions.ToActor(caller), Action = AuditActions.SearchStudent }, cancellationToken);
            return TypedResults.Ok(new { messages = page.Messages.Select(MessageDto.Of), next = page.NextCursor });
        }
        catch (InvalidFilterException) // of all that is asked only the cursor is the store's to read
        {
            return ProblemResults.Of(400, new Problem(ProblemCodes.FilterInvalid, "/cursor", "Takes 'next' of the page before; leave it out for the first page."));
        }
    }
}
