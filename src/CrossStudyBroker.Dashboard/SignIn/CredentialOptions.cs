namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Which programs may use the HTTP API (section "Credentials").</summary>
public sealed class CredentialOptions
{
    /// <summary>The keys that are taken.</summary>
    public IList<Credential> Keys { get; set; } = [];

    /// <summary>One key: of an institution's SIS, or of the operator.</summary>
    public sealed class Credential
    {
        /// <summary>Institution code; absent for the operator.</summary>
        public string? Institution { get; set; }

        /// <summary>True for the operator's key, which reads everything. Said in so many words, so that a forgotten institution does not make one.</summary>
        public bool Operator { get; set; }

        /// <summary>True for an institution's key that reads status only: it sends nothing and resolves nothing. Default false.</summary>
        public bool Viewer { get; set; }

        /// <summary>True for an institution's key that may also read payloads of the institution's own messages. Default false.</summary>
        public bool ReadsPayloads { get; set; }

        /// <summary>The day on which the institution got the key, as <c>2026-09-01</c>; its page shows how old it is. Default: not noted.</summary>
        public DateOnly? IssuedOn { get; set; }

        /// <summary>SHA-256 of the key in hexadecimal (<c>printf %s "$key" | sha256sum</c>); the key itself is in no configuration.</summary>
        public string KeySha256 { get; set; } = "";

        /// <summary>The caller that the key stands for.</summary>
        internal Caller ToCaller() => new()
        {
            Role = Operator ? Role.Operator : Viewer ? Role.Viewer : Role.Resolver,
            Institution = Operator ? null : Institution,
            ReadsPayloads = ReadsPayloads,
        };
    }
}
