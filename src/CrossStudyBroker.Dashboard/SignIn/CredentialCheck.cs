using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Holds the configured keys against what can work; every fault is named by its place, never by its value.</summary>
internal sealed partial class CredentialCheck(IConfiguration configuration) : IValidateOptions<CredentialOptions>
{
    public ValidateOptionsResult Validate(string? name, CredentialOptions options)
    {
        var faults = ListCheck.Faults<CredentialOptions.Credential>(configuration, "Credentials:Keys").ToList();
        if (faults.Count > 0)
        {
            return ValidateOptionsResult.Fail(faults); // the list that was bound may lack some, and others count otherwise
        }

        faults = options.Keys.SelectMany((key, i) => Faults(key).Select(fault => $"Credentials:Keys:{i}: {fault}"))
            .Concat(options.Keys.GroupBy(key => key.KeySha256, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
                .Select(group => $"Credentials: one key stands {group.Count()} times; every key belongs to one."))
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(CredentialOptions.Credential key)
    {
        if (!Sha256().IsMatch(key.KeySha256))
        {
            yield return "KeySha256 must be the SHA-256 of the key, 64 hexadecimal digits (printf %s \"$key\" | sha256sum).";
        }

        if (string.IsNullOrEmpty(key.Institution) != key.Operator)
        {
            yield return "set either Institution (a code) or Operator (true).";
        }

        if (key.Operator && (key.Viewer || key.ReadsPayloads))
        {
            yield return "Viewer and ReadsPayloads are for an institution's key; the operator reads all status and no payload.";
        }
    }

    [GeneratedRegex("^[0-9a-fA-F]{64}$", RegexOptions.NonBacktracking)]
    private static partial Regex Sha256();
}
