using System.Text.RegularExpressions;

namespace CrossStudyBroker.Tests.Documents;

/// <summary>A Markdown file: its path from the root, with slashes, and its text.</summary>
internal sealed partial record MarkdownFile(string Path, string Text)
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "node_modules", "artifacts", "TestResults"];

    /// <summary>All Markdown files of the repository.</summary>
    public static IReadOnlyList<MarkdownFile> All() =>
    [
        .. Directory.EnumerateFiles(Repository.Root.FullName, "*.md", SearchOption.AllDirectories)
            .Select(file => (Full: file, Relative: System.IO.Path.GetRelativePath(Repository.Root.FullName, file).Replace('\\', '/')))
            .Where(file => !file.Relative.Split('/').Any(NotOurs.Contains))
            .OrderBy(file => file.Relative, StringComparer.Ordinal)
            .Select(file => new MarkdownFile(file.Relative, File.ReadAllText(file.Full))),
    ];

    /// <summary>Links to other files of the repository that lead nowhere.</summary>
    public IEnumerable<string> BrokenLinks(Func<string, bool> exists) =>
        from Match match in Link().Matches(Code().Replace(Text, ""))
        let target = match.Groups["target"].Value
        where target.Length > 0 && target[0] != '#' && !Scheme().IsMatch(target)
        let file = Uri.UnescapeDataString(target.Split('#', '?')[0])
        let resolved = Resolve(file)
        where resolved is null || !exists(resolved)
        select $"{Path}: {target} leads nowhere";

    /// <summary>Paths that exist on somebody's machine only.</summary>
    public IEnumerable<string> MachinePaths() => MachinePath().Matches(Text).Select(match => $"{Path}: {match.Value.Trim()} is a path of one machine");

    /// <summary>The path from the root, or null where the link leaves the repository or starts at the root of the machine.</summary>
    private string? Resolve(string target)
    {
        if (target.StartsWith('/'))
        {
            return null;
        }

        Stack<string> folders = new(Path.Split('/')[..^1]);
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && !folders.TryPop(out _))
            {
                return null;
            }

            if (part is not (".." or "." or ""))
            {
                folders.Push(part);
            }
        }

        return string.Join('/', folders.Reverse());
    }

    [GeneratedRegex(@"\]\(\s*<?(?<target>[^)\s>]*)>?[^)]*\)|^\s*\[[^\]]+\]:\s*<?(?<target>[^\s>]+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?<![\w.\-/:])/(?:home|root|work|Users|farm|mnt|media)/[^\s`""')]*|(?<!\w)[A-Za-z]:\\[^\s`""')]*")]
    private static partial Regex MachinePath();
}
