namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>An OpenID Connect provider, and what its claims mean here (section "SignIn:Provider"). Register <c>/sign-in/callback</c> with it.</summary>
public sealed class ProviderOptions
{
    /// <summary>What people know it by, such as "Haka"; on the button. Default: the provider's host name.</summary>
    public string? Name { get; set; }

    /// <summary>Its address, below which <c>/.well-known/openid-configuration</c> lies. https, except on this machine.</summary>
    public Uri? Authority { get; set; }

    /// <summary>The id it gave the desk.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret it gave the desk; absent for a public client. Set it by the environment.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked for besides <c>openid</c>. Default <c>profile</c>.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>True if the claims below come from the user-info endpoint instead of the id token. Default false.</summary>
    public bool AsksUserInfo { get; set; }

    /// <summary>Claim with the person's name, which only the person is shown. Default <c>name</c>.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>Claim that tells the institution, such as <c>schac_home_organization</c>.</summary>
    public string InstitutionClaim { get; set; } = "";

    /// <summary>What its values mean; a value that is not here is taken if it is an institution code itself.</summary>
    public IList<InstitutionValue> Institutions { get; set; } = [];

    /// <summary>Claim that tells the role, such as <c>groups</c>.</summary>
    public string RoleClaim { get; set; } = "";

    /// <summary>What its values mean. One value may stand several times; of several roles the highest counts.</summary>
    public IList<RoleValue> Roles { get; set; } = [];

    /// <summary>One value of the institution claim.</summary>
    public sealed class InstitutionValue
    {
        /// <summary>As the provider says it, such as <c>metropolia.fi</c>.</summary>
        public string Value { get; set; } = "";

        /// <summary>Institution code.</summary>
        public string Institution { get; set; } = "";
    }

    /// <summary>One value of the role claim, and what it gives: a role, the right to read payloads, or both.</summary>
    public sealed class RoleValue
    {
        /// <summary>As the provider says it.</summary>
        public string Value { get; set; } = "";

        /// <summary><c>Operator</c>, <c>Resolver</c> or <c>Viewer</c>; absent: only what follows.</summary>
        public string? Role { get; set; }

        /// <summary>True gives the right to read payloads of the institution's own messages, to one who has a role. Default false.</summary>
        public bool ReadsPayloads { get; set; }

        /// <summary>The role, read; null where there is none. (Read here, because the binder passes silently over an entry with a wrong name.)</summary>
        internal Role? Granted => Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => string.Equals(role.ToString(), Role, StringComparison.OrdinalIgnoreCase));
    }
}
