using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Holds the sign-in settings against what can work; all faults are told at once, by place, with what was expected.</summary>
internal sealed partial class SignInCheck(IConfiguration configuration) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        var faults = ListCheck.Faults<ProviderOptions.RoleValue>(configuration, "SignIn:Provider:Roles")
            .Concat(ListCheck.Faults<ProviderOptions.InstitutionValue>(configuration, "SignIn:Provider:Institutions"))
            .Concat(Faults(options)).Concat(options.Provider is { } provider ? Faults(provider, options.PublicAddress) : []).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SignInOptions options)
    {
        if (options.PublicAddress is { } address && !(IsSafe(address) && address.PathAndQuery == "/"))
        {
            yield return "SignIn:PublicAddress must be https and end with the host, such as https://crossstudy.example.fi (http is for this machine only).";
        }

        if (options.IdleLimit <= TimeSpan.Zero || options.IdleLimit > options.AbsoluteLimit)
        {
            yield return "SignIn:IdleLimit must be longer than nothing and no longer than SignIn:AbsoluteLimit, such as 01:00:00 and 10:00:00.";
        }

        if (options.KeyFolder.Length == 0)
        {
            yield return "SignIn:KeyFolder must name a folder that all replicas share.";
        }
    }

    private static IEnumerable<string> Faults(ProviderOptions provider, Uri? publicAddress)
    {
        const string section = "SignIn:Provider:";
        if (publicAddress is null)
        {
            yield return "SignIn:PublicAddress must be set with SignIn:Provider: people come back to it from the provider.";
        }

        if (provider.Authority is null || !IsSafe(provider.Authority))
        {
            yield return section + "Authority must be the provider's https address, such as https://login.example.fi (http is for this machine only).";
        }

        foreach (var required in new[] { (nameof(provider.ClientId), provider.ClientId), (nameof(provider.InstitutionClaim), provider.InstitutionClaim), (nameof(provider.RoleClaim), provider.RoleClaim) }
            .Where(setting => setting.Item2.Length == 0))
        {
            yield return $"{section}{required.Item1} must be set.";
        }

        if (!provider.Roles.Any(role => role.Granted is not null))
        {
            yield return section + "Roles must give a role to at least one value of the role claim; otherwise nobody could come in.";
        }

        foreach (var (value, i) in provider.Roles.Select((value, i) => (value, i)).Where(item => item.value.Value.Length == 0 || (item.value.Role is null ? !item.value.ReadsPayloads : item.value.Granted is null)))
        {
            yield return $"{section}Roles:{i} must have a Value, and give a Role (Operator, Resolver, Viewer) or ReadsPayloads.";
        }

        foreach (var (value, i) in provider.Institutions.Select((value, i) => (value, i)).Where(item => item.value.Value.Length == 0 || !InstitutionCode().IsMatch(item.value.Institution)))
        {
            yield return $"{section}Institutions:{i} must have a Value, and an Institution of five digits.";
        }

        foreach (var twice in provider.Institutions.GroupBy(item => item.Value, StringComparer.Ordinal).Where(group => group.Select(item => item.Institution).Distinct().Count() > 1))
        {
            yield return $"{section}Institutions gives the value '{twice.Key}' several institutions; it can mean one.";
        }
    }

    private static bool IsSafe(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.NonBacktracking)]
    private static partial Regex InstitutionCode();
}
