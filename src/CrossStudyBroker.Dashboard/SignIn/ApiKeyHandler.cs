using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Signs a program in by <c>Authorization: Bearer &lt;key&gt;</c>. Only hashes of keys are configured and compared.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IOptionsMonitor<CredentialOptions> credentials)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header[Prefix.Length..].Trim())));
        var found = credentials.CurrentValue.Keys.FirstOrDefault(key => key.KeySha256.Equals(hash, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            return Task.FromResult(AuthenticateResult.Fail("Unknown key."));
        }

        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(found.ToCaller().ToIdentity(SchemeName)), SchemeName)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wrong = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        Response.Headers.WWWAuthenticate = wrong ? "Bearer error=\"invalid_token\"" : "Bearer"; // RFC 6750
        await ProblemResults.Of(401, new Problem(ProblemCodes.Unauthenticated, "", wrong
            ? "The key is not known here. Keys are given by the operator."
            : "Send Authorization: Bearer <key> with a key the operator gave your institution.")).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResults.Of(403, new Problem(ProblemCodes.NotPermitted)).ExecuteAsync(Context);
}
