using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Dashboard.Api.Transfers;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Pages.Transfers;

/// <summary>Does what a form asks for, by the very rules of the HTTP API.</summary>
internal sealed class VerbActing(Resolving resolving, Permissions permissions)
{
    /// <summary>The form with why it was refused, if it was, and the status of that; null if there is no such delivery of the caller's.</summary>
    public async Task<(VerbForm Form, int Status)?> ActAsync(VerbForm form, Caller caller, CancellationToken cancellationToken)
    {
        var (wanted, problems) = VerbReading.Read(form.Verb, form.ToBody());
        if (wanted is null)
        {
            return (form with { Refused = problems[0].Code }, StatusCodes.Status400BadRequest);
        }

        return await resolving.ActAsync(form.DeliveryId, wanted, permissions.ToActor(caller), cancellationToken) is not { } result ? null
            : result.Refused is { } refused ? (form with { Refused = refused.Code, Because = refused.Because }, RefusalResults.StatusOf(refused.Code))
            : (form, StatusCodes.Status200OK);
    }
}
