using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary>Holds the origins against what a browser takes; they stand in a header, so anything else could say more than an origin.</summary>
internal sealed partial class EmbedCheck : IValidateOptions<EmbedOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbedOptions options)
    {
        var faults = options.Ancestors.Select((origin, i) => (origin, i)).Where(item => !Origin().IsMatch(item.origin))
            .Select(item => $"Embed:Ancestors:{item.i} must be an origin, such as https://sis.example.fi (http is for this machine only).").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    [GeneratedRegex(@"^(https://[a-z0-9-]+(\.[a-z0-9-]+)*|http://(localhost|127\.0\.0\.1))(:[0-9]{1,5})?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Origin();
}
