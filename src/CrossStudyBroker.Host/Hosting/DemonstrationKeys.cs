using System.Security.Cryptography;
using System.Text;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Known keys for trying things out. Taken only on the embedded default, and only where no keys are configured.</summary>
internal sealed class DemonstrationKeys(DirectorySource directory) : IPostConfigureOptions<CredentialOptions>
{
    /// <summary>The operator's key.</summary>
    public const string Operator = "demo-operator";

    /// <summary>An institution's key.</summary>
    public static string KeyOf(string institution) => "demo-" + institution;

    public void PostConfigure(string? name, CredentialOptions options)
    {
        if (options.Keys.Count == 0)
        {
            options.Keys = directory.Current.Institutions.Keys
                .Select(code => new CredentialOptions.Credential { Institution = code, KeySha256 = Hash(KeyOf(code)) })
                .Append(new CredentialOptions.Credential { Operator = true, KeySha256 = Hash(Operator) })
                .ToList();
        }
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
