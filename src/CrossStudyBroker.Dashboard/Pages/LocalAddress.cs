namespace CrossStudyBroker.Dashboard.Pages;

/// <summary>Addresses to come back to, which anybody may have written into a link.</summary>
internal static class LocalAddress
{
    /// <summary>The address, if it is one of this host's pages; otherwise the front page.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] and not (['/', '/' or '\\', ..]) && !address.Any(char.IsControl) ? address : "/";
}
