namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>How people sign in to the desk (section "SignIn").</summary>
public sealed class SignInOptions
{
    /// <summary>
    /// Where people's browsers reach the desk, such as <c>https://crossstudy.example.fi</c>; needed with <see cref="Provider"/>. With https, cookies
    /// are sent over https only and HSTS is announced. Absent: as each request says, which is right on one's own machine.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>Folder of the keys that seal sessions, the same for all replicas. Default: <c>sessions</c> in the data folder.</summary>
    public string KeyFolder { get; set; } = "";

    /// <summary>A session ends when nothing is done for so long. Default one hour.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A session ends after so long, whatever is done. Default ten hours.</summary>
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromHours(10);

    /// <summary>Whom people turn to for rights and help: an e-mail address, shown on pages. Absent: pages say "the operator".</summary>
    public string? OperatorContact { get; set; }

    /// <summary>The identity provider; absent: nobody signs in by one.</summary>
    public ProviderOptions? Provider { get; set; }

    /// <summary>True if people reach the desk by https.</summary>
    internal bool IsHttps => PublicAddress?.Scheme == Uri.UriSchemeHttps;
}
