using CrossStudyBroker.Broker.Directory;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>
/// Users whom anybody may choose to be. The host registers this in its embedded demonstration only, where its demonstration keys are known to
/// everybody too; without it nobody signs in but by the identity provider.
/// </summary>
internal sealed class DemonstrationUsers(DirectorySource directory)
{
    /// <summary>The operator; of each institution one who resolves and one who views; of the first one also somebody who reads payloads.</summary>
    public IReadOnlyList<DemonstrationUser> All
    {
        get
        {
            var codes = directory.Current.Institutions.Keys.Order(StringComparer.Ordinal).ToList();
            return
            [
                Make("operator", Role.Operator),
                .. codes.SelectMany(code => new[] { Make($"resolver-{code}", Role.Resolver, code), Make($"viewer-{code}", Role.Viewer, code) }),
                .. codes.Take(1).Select(code => Make($"payload-reader-{code}", Role.Resolver, code, payloads: true)),
            ];
        }
    }

    private static DemonstrationUser Make(string id, Role role, string? institution = null, bool payloads = false) =>
        new(id, new Caller { Role = role, Institution = institution, ReadsPayloads = payloads, Person = "demonstration:" + id });
}
