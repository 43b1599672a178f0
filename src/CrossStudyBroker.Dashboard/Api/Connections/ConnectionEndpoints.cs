using CrossStudyBroker.Broker.Connections;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Api.Connections;

/// <summary>How an institution's information system is connected, and whether it can be reached now: for the institution itself and the operator.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/institutions/{code}").RequireAuthorization();
        group.MapReading("connection", ShowAsync);
        group.MapPost("connection-test", TestAsync);
    }

    private static Task<IResult> ShowAsync(
        string code, Caller caller, Permissions permissions, DirectorySource directory, ConnectionReader connections, IOptionsMonitor<CredentialOptions> credentials, CancellationToken cancellationToken) =>
        AllowedAsync(code, caller, Right.SeeConnection, permissions, directory, async institution =>
            TypedResults.Ok(ConnectionDto.Of(institution, await connections.ReadAsync(code, cancellationToken), credentials.CurrentValue, Locale.Current)));

    private static Task<IResult> TestAsync(string code, Caller caller, Permissions permissions, DirectorySource directory, ConnectionTesting testing, CancellationToken cancellationToken) =>
        AllowedAsync(code, caller, Right.TestConnection, permissions, directory, async institution =>
        {
            var answer = await testing.TestAsync(institution, permissions.ToActor(caller), cancellationToken);
            return answer.Test is { } test
                ? TypedResults.Ok(ConnectionTestDto.Of(test, Locale.Current))
                : ProblemResults.Of(StatusCodes.Status409Conflict, new Problem(answer.Refused ?? ProblemCodes.BrokerError));
        });

    private static async Task<IResult> AllowedAsync(
        string code, Caller caller, Right right, Permissions permissions, DirectorySource directory, Func<Institution, Task<IResult>> answer) =>
        !directory.Current.Institutions.TryGetValue(code, out var institution) ? ProblemResults.Of(StatusCodes.Status404NotFound, new Problem(ProblemCodes.NotFound, "", "There is no such institution in the directory."))
        : permissions.Against(caller, right, code) is { } obstacle ? ProblemResults.Of(obstacle)
        : await answer(institution);
}
