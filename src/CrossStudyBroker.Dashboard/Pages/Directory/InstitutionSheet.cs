using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Broker.Connections;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.Api.Connections;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Pages.Directory;

/// <summary>Makes the page of one institution, and tests its connection from there.</summary>
internal sealed class InstitutionSheet(
    DirectorySource directory, Permissions permissions, ConnectionReader connections, ConnectionTesting testing, IOptionsMonitor<CredentialOptions> credentials, TimeProvider time)
{
    /// <summary>The page; how the institution is connected is for itself and the operator.</summary>
    public async Task<IResult> ShowAsync(string code, Caller caller, string? refused, CancellationToken cancellationToken)
    {
        if (!directory.Current.Institutions.TryGetValue(code, out var institution))
        {
            return Results.NotFound();
        }

        var now = time.GetUtcNow();
        var parameters = new
        {
            Caller = caller,
            Institution = institution,
            directory.Current.Networks,
            Now = now,
            Today = FinnishDay.Of(now),
            Connection = permissions.Against(caller, Right.SeeConnection, code) is null
                ? ConnectionDto.Of(institution, await connections.ReadAsync(code, cancellationToken), credentials.CurrentValue, Locale.Current)
                : null,
            Refused = refused,
        };
        return Page.Of<InstitutionPage>(parameters, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    /// <summary>Tests the connection, and leads back to the page, which shows what was found.</summary>
    public async Task<IResult> TestAsync(string code, Caller caller, CancellationToken cancellationToken)
    {
        if (!directory.Current.Institutions.TryGetValue(code, out var institution))
        {
            return Results.NotFound();
        }

        if (permissions.Against(caller, Right.TestConnection, code) is not null)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var answer = await testing.TestAsync(institution, permissions.ToActor(caller), cancellationToken);
        return answer.Refused is { } refused
            ? await ShowAsync(code, caller, refused, cancellationToken)
            : Results.LocalRedirect($"~/institutions/{institution.Code}#test");
    }
}
