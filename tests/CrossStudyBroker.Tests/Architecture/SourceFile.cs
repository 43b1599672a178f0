using System.Text.RegularExpressions;

namespace CrossStudyBroker.Tests.Architecture;

/// <summary>A C# file: its path from the root, with slashes, and its text.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The text without comments and without what strings say, roughly: enough to look for names in code.</summary>
    public string Code => CommentsAndStrings().Replace(Text, "");

    /// <summary>All C# files of the projects that are delivered.</summary>
    public static IReadOnlyList<SourceFile> AllOfSrc() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Full: file, Relative: System.IO.Path.GetRelativePath(Repository.Root.FullName, file).Replace('\\', '/')))
            .Where(file => !file.Relative.Split('/').Any(folder => folder is "bin" or "obj"))
            .Select(file => new SourceFile(file.Relative, File.ReadAllText(file.Full))),
    ];

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"{3}.*?"{3}|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*" """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndStrings();
}
