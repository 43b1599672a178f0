using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary>How the status of a case is shown inside an institution's own system (section "Embed").</summary>
public sealed class EmbedOptions
{
    /// <summary>Origins whose pages may frame the status, such as <c>https://sis.example.fi</c>. Default: none, and then it is a page of its own only.</summary>
    public IList<string> Ancestors { get; set; } = [];

    /// <summary>How long an address of the status works. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "08:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);
}
