using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Api.Connections;

/// <summary>A key of an institution for the HTTP API, as far as anything of it may be shown.</summary>
/// <param name="Id">The first eight digits of its SHA-256: enough to tell which one it is.</param>
/// <param name="Role">What it may do: "resolver" or "viewer".</param>
/// <param name="ReadsPayloads">Whether it may also read payloads.</param>
/// <param name="IssuedOn">When it was given; null where that is not noted.</param>
public sealed record KeyDto(string Id, string Role, bool ReadsPayloads, DateOnly? IssuedOn)
{
    private const int IdLength = 8;

    internal static IReadOnlyList<KeyDto> Of(CredentialOptions credentials, string institution) =>
    [
        .. credentials.Keys.Where(key => key.Institution == institution)
            .Select(key => new KeyDto(key.KeySha256[..IdLength].ToLowerInvariant(), key.ToCaller().Role.ToString().ToLowerInvariant(), key.ReadsPayloads, key.IssuedOn))
            .OrderBy(key => key.IssuedOn),
    ];
}
