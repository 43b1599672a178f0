using System.Security.Claims;
using System.Text.RegularExpressions;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>What a provider's claims mean here. A pure function of claims and settings.</summary>
internal static partial class ProviderClaims
{
    /// <summary>The caller; null for somebody whose claims give no role, or no single institution where the role needs one.</summary>
    public static Caller? ToCaller(IReadOnlyList<Claim> claims, ProviderOptions provider)
    {
        var granted = Values(claims, provider.RoleClaim).SelectMany(value => provider.Roles.Where(role => role.Value == value)).ToList();
        var institutions = Values(claims, provider.InstitutionClaim).Select(value => InstitutionOf(value, provider)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var person = Values(claims, "sub").FirstOrDefault();
        return granted.Max(value => value.Granted) is { } role && person is not null && (role == Role.Operator || institutions.Count == 1)
            ? new Caller
            {
                Role = role,
                Institution = role == Role.Operator ? null : institutions[0],
                ReadsPayloads = role != Role.Operator && granted.Any(value => value.ReadsPayloads),
                Person = person,
                Name = Values(claims, provider.NameClaim).FirstOrDefault(),
            }
            : null;
    }

    private static IEnumerable<string> Values(IEnumerable<Claim> claims, string type) => claims.Where(claim => claim.Type == type).Select(claim => claim.Value);

    private static string? InstitutionOf(string value, ProviderOptions provider) =>
        provider.Institutions.FirstOrDefault(item => item.Value == value)?.Institution ?? (InstitutionCode().IsMatch(value) ? value : null);

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex InstitutionCode();
}
