using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary>
/// Tokens that show one institution's part of one case for a short time, and nothing else. They are sealed with the keys that seal sessions, so every replica
/// reads them, and none is stored.
/// </summary>
internal sealed class EmbedTokens(IDataProtectionProvider protection, IOptions<EmbedOptions> options, TimeProvider time)
{
    private readonly IDataProtector _seal = protection.CreateProtector("CrossStudyBroker.Embed.v1");

    /// <summary>A token, and when it ends.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(string institution, string caseId)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + options.Value.Lifetime).ToUnixTimeSeconds());
        return (_seal.Protect($"{institution} {expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} {caseId}"), expiresAt);
    }

    /// <summary>Whose part of this case a token shows; null if it is none of ours, of another case, or over.</summary>
    public string? InstitutionOf(string token, string caseId)
    {
        try
        {
            return _seal.Unprotect(token).Split(' ', 3) is [var institution, var expiry, var issued]
                && issued == caseId
                && time.GetUtcNow().ToUnixTimeSeconds() < long.Parse(expiry, CultureInfo.InvariantCulture)
                ? institution
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
